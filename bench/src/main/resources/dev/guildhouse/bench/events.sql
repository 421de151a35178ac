-- Each event once: of copies the one received first. Only what repeats is compared whole.
WITH
  once AS (
    SELECT * FROM landing ANTI JOIN repeated USING (guild_id, event_type, subject_id, ordinal)
  ),
  first_copies AS (
    SELECT * FROM landing SEMI JOIN repeated USING (guild_id, event_type, subject_id, ordinal)
    QUALIFY row_number() OVER (
      PARTITION BY guild_id, event_type, subject_id, ordinal
      ORDER BY received_at, session_started_at, sequence, source) = 1
  )
SELECT
  *,
  CASE
    WHEN event_type BETWEEN 1 AND 14 OR event_type IN (70, 71)
      THEN make_timestamp(((message_id >> 22) + 1420070400000) * 1000)::DATE
    WHEN event_type BETWEEN 20 AND 24
      THEN make_timestamp(((thread_id >> 22) + 1420070400000) * 1000)::DATE
    ELSE event_at::DATE
  END AS subject_date,
  event_at::DATE AS event_date
FROM (FROM once UNION ALL FROM first_copies)
