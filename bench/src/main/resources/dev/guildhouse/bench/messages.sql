-- Every message with its newest content, whether it is live, and its score.
WITH
  newest AS (
    SELECT
      guild_id, message_id,
      arg_max(
        {'attachments': attachments, 'stickers': stickers, 'mentions': mentions,
          'role_mentions': role_mentions, 'text_length': text_length,
          'is_question': is_question, 'has_poll': has_poll}, folded_by) AS newest,
      max(folded_by) AS newest_by,
      max(embeds) AS most_embeds,
      max(edited_at) FILTER (is_edit) AS last_edit,
      max(received_at) AS update_received
    FROM folding WHERE event_type = 2
    GROUP BY ALL
  ),
  states AS (
    SELECT
      guild_id, message_id,
      arg_max(event_type, folded_by) AS last_state,
      max(received_at) AS state_received
    FROM folding WHERE event_type IN (3, 4, 5)
    GROUP BY ALL
  ),
  scores AS (
    SELECT
      guild_id, message_id,
      sum(reactions)::BIGINT AS score,
      max(updated_at) AS scored_at
    FROM reactions
    WHERE is_counted
      AND added_at < make_timestamp(((message_id >> 22) + 1420070400000) * 1000) + INTERVAL 7 DAY
    GROUP BY ALL
  ),
  folded AS (
    SELECT
      subject_date AS created_date,
      guild_id, message_id,
      event_at AS created_at,
      channel_id, thread_id, member_key, target_key,
      is_counted,
      is_bot OR is_webhook AS is_bot,
      CASE WHEN last_state IS NULL THEN NOT is_pending ELSE last_state <> 3 END AS is_live,
      is_thread_starter OR (thread_id = 0 AND NOT is_reply) AS is_topic,
      newest_by IS NOT NULL AND newest_by > folded_by AS is_newer,
      CASE WHEN is_newer THEN newest.is_question ELSE is_question END AS is_question,
      CASE WHEN is_newer THEN newest.has_poll ELSE has_poll END AS has_poll,
      CASE WHEN is_newer THEN newest.attachments ELSE attachments END AS attachments,
      greatest(embeds, most_embeds) AS embeds,
      CASE WHEN is_newer THEN newest.stickers ELSE stickers END AS stickers,
      CASE WHEN is_newer THEN newest.mentions ELSE mentions END AS mentions,
      CASE WHEN is_newer THEN newest.role_mentions ELSE role_mentions END AS role_mentions,
      CASE WHEN is_newer THEN newest.text_length ELSE text_length END AS text_length,
      last_edit AS edited_at,
      coalesce(score, 0) AS reaction_score,
      coalesce(score, 0)::DOUBLE AS weighted_score,
      greatest(received_at, update_received, state_received, scored_at) AS updated_at
    FROM (FROM folding WHERE event_type = 1)
    LEFT JOIN newest USING (guild_id, message_id)
    LEFT JOIN states USING (guild_id, message_id)
    LEFT JOIN scores USING (guild_id, message_id)
  )
SELECT * EXCLUDE (is_newer) FROM folded
