-- Days, weeks or months of members, as the variable period says.
SELECT
  guild_id, member_key,
  date_trunc(getvariable('period'), activity_date)::DATE AS period_start_date,
  sum(COLUMNS(* EXCLUDE (activity_date, guild_id, hour_at, channel_id, member_key, updated_at,
    bot_messages, threads_archived, scheduled_events))) AS '\0',
  max(hour_at) FILTER (
    messages > 0 OR voice_seconds > 0 OR reactions_given > 0 OR threads_created > 0)
    AS last_active_at,
  max(updated_at) AS updated_at
FROM activity_hourly
WHERE member_key <> 0
GROUP BY ALL
