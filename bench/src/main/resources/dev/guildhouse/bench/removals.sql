-- Deletes that follow no other delete, to the account of the author.
WITH
  deletes AS (
    SELECT *
    FROM folding WHERE event_type IN (3, 4, 5)
    QUALIFY event_type = 3 AND coalesce(
      lag(event_type) OVER (PARTITION BY guild_id, message_id ORDER BY folded_by), 0) <> 3
  )
SELECT
  deletes.subject_date,
  deletes.event_at::DATE AS removed_date,
  guild_id, message_id,
  deletes.event_at AS removed_at,
  deletes.channel_id,
  coalesce(messages.member_key, 0) AS member_key,
  coalesce(messages.is_counted, TRUE) AS is_counted,
  deletes.received_at AS updated_at
FROM deletes LEFT JOIN messages USING (guild_id, message_id)
