-- Days, weeks or months of channels, as the variable period says; uniques are counted afresh.
WITH
  cube AS (
    SELECT *, date_trunc(getvariable('period'), activity_date)::DATE AS period_start_date
    FROM activity_hourly WHERE channel_id <> 0
  ),
  sums AS (
    SELECT
      guild_id, channel_id, period_start_date,
      sum(COLUMNS(* EXCLUDE (activity_date, guild_id, hour_at, channel_id, member_key, updated_at,
        period_start_date,
        joins, leaves, scheduled_events, invites_created, invite_joins))) AS '\0',
      max(hour_at) FILTER (
        messages > 0 OR voice_seconds > 0 OR reactions_given > 0 OR threads_created > 0)
        AS last_active_at,
      max(updated_at) AS updated_at
    FROM cube
    GROUP BY ALL
  ),
  by_member AS (
    SELECT
      guild_id, channel_id, period_start_date, member_key,
      sum(messages) AS messages, sum(reactions_given) AS reactions_given,
      sum(voice_seconds) AS voice_seconds, sum(threads_created) AS threads_created
    FROM cube WHERE member_key <> 0
    GROUP BY ALL
  ),
  uniques AS (
    SELECT
      guild_id, channel_id, period_start_date,
      count_if(messages > 0) AS unique_authors,
      count_if(reactions_given > 0) AS unique_reactors,
      count_if(voice_seconds > 0) AS unique_voice_members,
      count_if(messages > 0 OR voice_seconds > 0 OR reactions_given > 0 OR threads_created > 0)
        AS active_members
    FROM by_member
    GROUP BY ALL
  ),
  active_threads AS (
    SELECT
      guild_id, channel_id, date_trunc(getvariable('period'), created_date)::DATE AS period_start_date,
      count(DISTINCT thread_id) AS threads_active
    FROM messages WHERE is_counted AND is_live AND thread_id <> 0
    GROUP BY ALL
  ),
  steps AS (
    SELECT guild_id, channel_id, voice_date, started_at AS changed_at, 1 AS step FROM voice_sessions WHERE is_counted
    UNION ALL
    SELECT guild_id, channel_id, voice_date, ended_at, -1 FROM voice_sessions WHERE is_counted
  ),
  present AS (
    SELECT
      guild_id, channel_id, voice_date,
      sum(step) OVER (PARTITION BY guild_id, channel_id, voice_date ORDER BY changed_at, step ROWS UNBOUNDED PRECEDING)
        AS members
    FROM steps
  ),
  peaks AS (
    SELECT
      guild_id, channel_id, date_trunc(getvariable('period'), voice_date)::DATE AS period_start_date,
      max(members) AS peak_voice_members
    FROM present
    GROUP BY ALL
  )
SELECT *
FROM sums
LEFT JOIN uniques USING (guild_id, channel_id, period_start_date)
LEFT JOIN active_threads USING (guild_id, channel_id, period_start_date)
LEFT JOIN peaks USING (guild_id, channel_id, period_start_date)
