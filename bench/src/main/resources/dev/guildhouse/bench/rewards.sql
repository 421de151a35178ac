-- Reward grants with their newest status.
WITH grants AS (
  SELECT
    guild_id, subject_id AS reward_id,
    arg_max(
      {'subject_date': subject_date, 'event_at': event_at, 'channel_id': channel_id,
        'member_key': member_key, 'reward_trigger': reward_trigger, 'amount': amount,
        'reward_status': reward_status}, folded_by) AS newest,
    max(received_at) AS updated_at
  FROM folding WHERE event_type = 90
  GROUP BY ALL
)
SELECT
  newest.subject_date AS granted_date, guild_id, reward_id, newest.event_at AS granted_at,
  newest.channel_id, newest.member_key, newest.reward_trigger,
  coalesce(newest.amount, 0)::DECIMAL(18, 4) AS amount,
  coalesce(newest.reward_status, 'completed') AS reward_status,
  updated_at
FROM grants
