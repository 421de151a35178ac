-- Events with their order: edit or event time, then session start, then sequence.
SELECT
  *,
  {
    'at': coalesce(edited_at, event_at),
    'session': coalesce(session_started_at, TIMESTAMP '1970-01-01'),
    'sequence': sequence
  } AS folded_by,
  NOT (is_bot OR is_webhook OR is_system) AS is_counted
FROM events
