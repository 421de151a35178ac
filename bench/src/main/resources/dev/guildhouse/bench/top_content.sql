-- The live messages of each day with most reactions; ties go to the older message.
SELECT
  created_date AS content_date, guild_id,
  row_number() OVER of_day AS rank,
  message_id, channel_id, thread_id, member_key, reaction_score, weighted_score, updated_at
FROM messages
WHERE is_live AND is_counted AND reaction_score > 0
WINDOW of_day AS (PARTITION BY guild_id, created_date ORDER BY reaction_score DESC, message_id)
QUALIFY rank <= 50
