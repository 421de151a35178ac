-- Keys of events that were received more than once.
SELECT guild_id, event_type, subject_id, ordinal
FROM landing
GROUP BY ALL
HAVING count(*) > 1
