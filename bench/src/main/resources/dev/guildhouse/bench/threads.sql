-- Changes of threads that are no repeat of a state; a thread is born open.
WITH
  states AS (
    SELECT *, CASE
        WHEN event_type = 20 THEN 'created'
        WHEN event_type = 22 THEN 'deleted'
        WHEN attributes['archived'] = 'true' THEN 'archived'
        WHEN attributes['archived'] = 'false' THEN 'reopened'
      END AS change
    FROM folding WHERE event_type IN (20, 21, 22)
  ),
  created AS (FROM states WHERE change = 'created'),
  deleted AS (
    SELECT * REPLACE (0 AS member_key) FROM states WHERE change = 'deleted'
    QUALIFY row_number() OVER (PARTITION BY guild_id, thread_id ORDER BY folded_by) = 1
  ),
  archived AS (
    SELECT * REPLACE (0 AS member_key) FROM states WHERE change IN ('archived', 'reopened')
    QUALIFY change <> coalesce(
      lag(change) OVER (PARTITION BY guild_id, thread_id ORDER BY folded_by), 'reopened')
  ),
  visits AS (
    SELECT *, CASE WHEN event_type = 23 THEN 'joined' ELSE 'left' END AS change
    FROM folding WHERE event_type IN (23, 24)
  ),
  joined AS (
    FROM visits
    QUALIFY change <> coalesce(
      lag(change) OVER (PARTITION BY guild_id, thread_id, member_key ORDER BY folded_by), 'left')
  )
SELECT
  subject_date, event_at::DATE AS changed_date, guild_id, thread_id, channel_id,
  event_at AS changed_at, change, member_key, is_counted, received_at AS updated_at
FROM (FROM created UNION ALL FROM deleted UNION ALL FROM archived UNION ALL FROM joined)
