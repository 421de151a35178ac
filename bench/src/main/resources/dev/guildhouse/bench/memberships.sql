-- Joins and leaves; one told twice within 60 s counts once.
WITH changes AS (
  SELECT
    *,
    message_id <> 0 AS is_message,
    lag({'event_at': event_at, 'is_message': message_id <> 0}) OVER (
      PARTITION BY guild_id, member_key, event_type
      ORDER BY event_at, session_started_at, sequence, message_id) AS before
  FROM events WHERE event_type IN (30, 31)
)
SELECT
  event_at::DATE AS changed_date, guild_id, member_key, event_at AS changed_at,
  CASE WHEN event_type = 30 THEN 'joined' ELSE 'left' END AS change,
  NOT (is_bot OR is_webhook) AS is_counted,
  received_at AS updated_at
FROM changes
WHERE before IS NULL
  OR event_at - before.event_at > INTERVAL 60 SECOND
  OR (event_type = 30 AND before.is_message = is_message)
