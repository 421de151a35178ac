-- Reactions that no clear came after, at their earliest standing add.
WITH
  clears AS (
    SELECT guild_id, message_id, event_type, emoji, member_key, folded_by
    FROM folding WHERE event_type IN (11, 12, 13)
  ),
  standing AS (
    SELECT given.*, given.event_type = 14 AS is_estimated
    FROM (FROM folding WHERE event_type IN (10, 14)) given
    ANTI JOIN clears
      ON given.guild_id = clears.guild_id
      AND given.message_id = clears.message_id
      AND (clears.event_type = 12
        OR (clears.event_type = 13 AND clears.emoji = given.emoji)
        OR (clears.event_type = 11 AND clears.emoji = given.emoji
          AND clears.member_key = given.member_key))
      AND clears.folded_by >= given.folded_by
  ),
  named AS (
    SELECT
      guild_id, message_id, emoji, member_key,
      arg_min(
        {'subject_date': subject_date, 'event_at': event_at, 'channel_id': channel_id,
          'is_estimated': is_estimated},
        {'is_estimated': is_estimated, 'folded_by': folded_by}) AS first,
      max(target_key) AS target_key,
      1::BIGINT AS reactions,
      bool_or(is_counted) AS is_counted,
      max(received_at) AS updated_at
    FROM standing
    WHERE member_key <> 0
    GROUP BY ALL
  ),
  named_totals AS (
    SELECT guild_id, message_id, emoji, sum(reactions) AS reactions FROM named GROUP BY ALL
  ),
  newest_totals AS (
    SELECT
      guild_id, message_id, emoji, 0 AS member_key,
      arg_max(
        {'subject_date': subject_date, 'event_at': event_at, 'channel_id': channel_id,
          'is_estimated': is_estimated}, folded_by) AS first,
      max(target_key) AS target_key,
      arg_max(amount, folded_by)::BIGINT AS total,
      max(received_at) AS updated_at
    FROM standing
    WHERE is_estimated AND member_key = 0
    GROUP BY ALL
  ),
  unknown AS (
    SELECT
      newest_totals.* EXCLUDE (total, updated_at),
      total - coalesce(named_totals.reactions, 0) AS reactions,
      TRUE AS is_counted,
      newest_totals.updated_at
    FROM newest_totals LEFT JOIN named_totals USING (guild_id, message_id, emoji)
    WHERE total > coalesce(named_totals.reactions, 0)
  ),
  anonymous AS (
    SELECT
      guild_id, message_id, emoji, 0 AS member_key,
      arg_min(
        {'subject_date': subject_date, 'event_at': event_at, 'channel_id': channel_id,
          'is_estimated': is_estimated}, folded_by) AS first,
      max(target_key) AS target_key,
      count(*) AS reactions,
      TRUE AS is_counted,
      max(received_at) AS updated_at
    FROM standing ANTI JOIN unknown USING (guild_id, message_id, emoji)
    WHERE NOT is_estimated AND member_key = 0
    GROUP BY ALL
  )
SELECT
  first.subject_date,
  first.event_at::DATE AS added_date,
  guild_id, message_id, emoji, member_key, target_key,
  first.channel_id,
  first.event_at AS added_at,
  reactions::BIGINT AS reactions,
  CASE WHEN emoji IN ('👍', '⬆️') THEN 1 WHEN emoji IN ('👎', '⬇️') THEN -1 ELSE 0 END AS vote,
  first.is_estimated,
  is_counted,
  updated_at
FROM (FROM named UNION ALL BY NAME FROM unknown UNION ALL BY NAME FROM anonymous)
