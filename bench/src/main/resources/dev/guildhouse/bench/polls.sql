-- Poll votes whose last change was to give them, at the start of the last unbroken run of gives.
WITH
  changes AS (
    SELECT *
    FROM folding WHERE event_type IN (70, 71)
    QUALIFY event_type <> coalesce(
      lag(event_type) OVER (
        PARTITION BY guild_id, message_id, emoji, member_key ORDER BY folded_by), 71)
  ),
  last_changes AS (
    SELECT
      guild_id, message_id, emoji AS answer, member_key,
      arg_max(
        {'event_type': event_type, 'subject_date': subject_date, 'event_at': event_at,
          'channel_id': channel_id, 'is_counted': is_counted}, folded_by) AS last,
      max(received_at) AS updated_at
    FROM changes
    GROUP BY ALL
  )
SELECT
  last.subject_date, last.event_at::DATE AS voted_date,
  guild_id, message_id, answer, member_key,
  last.channel_id, last.event_at AS voted_at, last.is_counted, updated_at
FROM last_changes
WHERE last.event_type = 70
