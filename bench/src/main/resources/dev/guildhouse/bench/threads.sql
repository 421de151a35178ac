-- Changes of threads that are no repeat of a state; a thread is born open, unsolved, not escalated.
WITH
  told AS (
    SELECT *, 'created' AS change, NULL AS born FROM folding WHERE event_type = 20
    UNION ALL
    SELECT *, 'deleted', 'there' FROM folding WHERE event_type = 22
    UNION ALL
    SELECT *, CASE attributes['archived']
        WHEN 'true' THEN 'archived' WHEN 'false' THEN 'reopened' END, 'reopened'
    FROM folding WHERE event_type IN (20, 21, 22)
    UNION ALL
    SELECT *, CASE attributes['solved']
        WHEN 'true' THEN 'solved' WHEN 'false' THEN 'unsolved' END, 'unsolved'
    FROM folding WHERE event_type IN (20, 21, 22)
    UNION ALL
    SELECT *, CASE attributes['escalated']
        WHEN 'true' THEN 'escalated' WHEN 'false' THEN 'deescalated' END, 'deescalated'
    FROM folding WHERE event_type IN (20, 21, 22)
  ),
  created AS (SELECT * EXCLUDE (born) FROM told WHERE change = 'created'),
  states AS (
    SELECT * EXCLUDE (born) REPLACE (0 AS member_key) FROM told
    WHERE born IS NOT NULL AND change IS NOT NULL
    QUALIFY change <> coalesce(
      lag(change) OVER (PARTITION BY guild_id, thread_id, born ORDER BY folded_by), born)
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
FROM (FROM created UNION ALL FROM states UNION ALL FROM joined)
