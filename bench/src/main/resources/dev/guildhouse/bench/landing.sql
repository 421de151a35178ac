-- The landing files with instants as UTC timestamps.
SELECT * REPLACE (
  make_timestamp(epoch_us(event_at)) AS event_at,
  make_timestamp(epoch_us(edited_at)) AS edited_at,
  make_timestamp(epoch_us(received_at)) AS received_at,
  make_timestamp(epoch_us(session_started_at)) AS session_started_at)
FROM read_parquet(getvariable('landing'), hive_partitioning = false)
