-- Stays in voice channels, cut at hours, at gaps of the collector and at the end of the day.
WITH
  changes AS (
    SELECT
      guild_id, member_key, event_at AS changed_at,
      coalesce(session_started_at, TIMESTAMP '1970-01-01') AS session, sequence,
      CASE WHEN event_type = 42 THEN 0 ELSE channel_id END AS channel_id,
      event_type, event_at AS opened_at, is_bot, received_at
    FROM events WHERE event_type IN (40, 41, 42, 43)
  ),
  gaps AS (
    SELECT
      gap.guild_id, gap.event_at AS gap_at,
      max(least(beat.event_at + to_microseconds((beat.amount * 1000000)::BIGINT), gap.event_at))
        AS proof_at,
      max(gap.received_at) AS received_at
    FROM (FROM events WHERE event_type = 112 AND channel_id = 0) gap
    LEFT JOIN (FROM events WHERE event_type = 111) beat ON beat.guild_id = gap.guild_id
    WHERE beat.event_at IS NULL OR beat.event_at < gap.event_at
    GROUP BY ALL
  ),
  known AS (
    FROM changes
    UNION ALL BY NAME
    SELECT
      guild_id, member_key, gap_at AS changed_at, TIMESTAMP '1970-01-01' AS session,
      -9223372036854775808 AS sequence, 0 AS channel_id, 112 AS event_type,
      proof_at AS opened_at, is_bot, gaps.received_at
    FROM (SELECT guild_id, member_key, bool_or(is_bot) AS is_bot FROM changes GROUP BY ALL)
    JOIN gaps USING (guild_id)
  ),
  with_before AS (
    SELECT
      *,
      lag(changed_at) OVER of_member AS at_before,
      lag(channel_id) OVER of_member AS channel_before
    FROM known
    WINDOW of_member AS (PARTITION BY guild_id, member_key ORDER BY changed_at, session, sequence)
  ),
  real_changes AS (
    SELECT
      *,
      epoch_us(CASE
        WHEN event_type = 112
          THEN coalesce(greatest(coalesce(opened_at, at_before), at_before), changed_at)
        ELSE changed_at END) // 1000000 AS from_second
    FROM with_before
    WHERE event_type = 40 OR channel_id <> coalesce(channel_before, 0)
  ),
  stays AS (
    SELECT
      *,
      lead(from_second) OVER of_member AS to_second,
      coalesce(lead(event_type) OVER of_member = 112, FALSE) AS is_cut,
      lead(received_at) OVER of_member AS close_received
    FROM real_changes
    WINDOW of_member AS (PARTITION BY guild_id, member_key ORDER BY changed_at, session, sequence)
  ),
  ended AS (
    SELECT
      *,
      epoch_us(opened_at) // 1000000 AS opened_second,
      epoch_us((changed_at::DATE + 1)::TIMESTAMP) // 1000000 AS day_end,
      least(coalesce(to_second, day_end), day_end) AS last_second
    FROM stays WHERE channel_id <> 0
  ),
  pieces AS (
    SELECT
      * EXCLUDE (hour_second),
      greatest(from_second, hour_second) AS piece_from,
      least(last_second, hour_second + 3600) AS piece_to
    FROM (
      SELECT *, unnest(range(from_second - from_second % 3600, last_second, 3600)) AS hour_second
      FROM ended WHERE last_second > from_second)
  )
SELECT
  make_timestamp(piece_from * 1000000)::DATE AS voice_date,
  guild_id, channel_id, member_key, opened_at AS session_started_at,
  make_timestamp(piece_from * 1000000) AS started_at,
  make_timestamp(piece_to * 1000000) AS ended_at,
  piece_to - piece_from AS voice_seconds,
  piece_from = opened_second AND (to_second IS NULL OR to_second - opened_second >= 60)
    AS is_session_start,
  (to_second IS NULL OR to_second > piece_to) AND piece_to % 86400 = 0 AS is_open,
  is_cut AND piece_to = to_second AS is_cut,
  NOT is_bot AS is_counted,
  greatest(received_at, close_received) AS updated_at
FROM pieces
