SELECT
  subject_date AS happened_date, guild_id, subject_id AS case_id,
  CASE event_type
    WHEN 60 THEN 'automod_hit' WHEN 61 THEN 'flag' WHEN 63 THEN 'escalation'
    ELSE 'moderator_action'
  END AS kind,
  event_at AS happened_at, channel_id, message_id, member_key, target_key,
  event_type IN (60, 61) OR NOT (is_bot OR is_webhook) AS is_counted,
  received_at AS updated_at
FROM events WHERE event_type IN (60, 61, 62, 63)
