-- The cube: what each fact adds, by guild, hour, channel and member.
WITH contributions AS (
  SELECT
    created_date AS activity_date, guild_id, date_trunc('hour', created_at) AS hour_at,
    channel_id, member_key, updated_at,
    1 AS messages_created,
    is_live::INT AS messages,
    (is_live AND is_topic)::INT AS posts,
    (is_live AND NOT is_topic)::INT AS replies,
    (is_live AND is_question)::INT AS questions,
    (edited_at IS NOT NULL)::INT AS messages_edited,
    CASE WHEN is_live THEN attachments END AS attachments,
    CASE WHEN is_live THEN embeds END AS embeds,
    CASE WHEN is_live THEN stickers END AS stickers,
    CASE WHEN is_live THEN mentions END AS mentions,
    (is_live AND attachments > 0)::INT AS messages_with_files,
    (is_live AND embeds > 0)::INT AS messages_with_embeds,
    (is_live AND stickers > 0)::INT AS messages_with_stickers,
    (is_live AND reaction_score > 0)::INT AS messages_with_reactions,
    (is_live AND thread_id <> 0)::INT AS thread_messages
  FROM messages WHERE is_counted
  UNION ALL BY NAME
  SELECT
    created_date AS activity_date, guild_id, date_trunc('hour', created_at) AS hour_at,
    channel_id, 0 AS member_key, updated_at, 1 AS bot_messages
  FROM messages WHERE NOT is_counted AND is_live
  UNION ALL BY NAME
  SELECT
    removed_date AS activity_date, guild_id, date_trunc('hour', removed_at) AS hour_at,
    channel_id, member_key, updated_at, 1 AS messages_removed
  FROM removals WHERE is_counted
  UNION ALL BY NAME
  SELECT
    added_date AS activity_date, guild_id, date_trunc('hour', added_at) AS hour_at,
    channel_id, member_key, updated_at,
    reactions AS reactions_given,
    CASE WHEN vote > 0 THEN reactions END AS votes_up,
    CASE WHEN vote < 0 THEN reactions END AS votes_down
  FROM reactions WHERE is_counted
  UNION ALL BY NAME
  SELECT
    added_date AS activity_date, guild_id, date_trunc('hour', added_at) AS hour_at,
    channel_id, target_key AS member_key, updated_at, reactions AS reactions_received
  FROM reactions WHERE is_counted
  UNION ALL BY NAME
  SELECT
    voted_date AS activity_date, guild_id, date_trunc('hour', voted_at) AS hour_at,
    channel_id, member_key, updated_at, 1 AS poll_votes
  FROM polls WHERE is_counted
  UNION ALL BY NAME
  SELECT
    changed_date AS activity_date, guild_id, date_trunc('hour', changed_at) AS hour_at,
    channel_id, member_key, updated_at,
    (change = 'created')::INT AS threads_created,
    (change = 'joined')::INT AS thread_joins
  FROM threads WHERE is_counted
  UNION ALL BY NAME
  SELECT
    changed_date AS activity_date, guild_id, date_trunc('hour', changed_at) AS hour_at,
    channel_id, 0 AS member_key, updated_at, (change = 'archived')::INT AS threads_archived
  FROM threads
  UNION ALL BY NAME
  SELECT
    voice_date AS activity_date, guild_id, date_trunc('hour', started_at) AS hour_at,
    channel_id, member_key, updated_at, voice_seconds, is_session_start::INT AS voice_sessions
  FROM voice_sessions WHERE is_counted
  UNION ALL BY NAME
  SELECT
    changed_date AS activity_date, guild_id, date_trunc('hour', changed_at) AS hour_at,
    0 AS channel_id, member_key, updated_at,
    (change = 'joined')::INT AS joins, (change = 'left')::INT AS leaves
  FROM memberships WHERE is_counted
  UNION ALL BY NAME
  SELECT
    granted_date AS activity_date, guild_id, date_trunc('hour', granted_at) AS hour_at,
    channel_id, member_key, updated_at, amount AS reward_amount, 1 AS rewards
  FROM rewards WHERE reward_status = 'completed'
  UNION ALL BY NAME
  SELECT
    happened_date AS activity_date, guild_id, date_trunc('hour', happened_at) AS hour_at,
    channel_id, target_key AS member_key, updated_at,
    (kind = 'automod_hit')::INT AS automod_hits, (kind = 'flag')::INT AS flags
  FROM moderation WHERE is_counted
  UNION ALL BY NAME
  SELECT
    happened_date AS activity_date, guild_id, date_trunc('hour', happened_at) AS hour_at,
    channel_id, member_key, updated_at, (kind = 'moderator_action')::INT AS moderator_actions
  FROM moderation WHERE is_counted
  UNION ALL BY NAME
  SELECT
    happened_date AS activity_date, guild_id, date_trunc('hour', happened_at) AS hour_at,
    channel_id, member_key, updated_at,
    (kind = 'scheduled_event')::INT AS scheduled_events,
    (kind = 'invite_create')::INT AS invites_created,
    (kind = 'invite_join')::INT AS invite_joins
  FROM occasions
)
SELECT
  activity_date, guild_id, hour_at, channel_id, member_key,
  coalesce(sum(COLUMNS(* EXCLUDE (
    activity_date, guild_id, hour_at, channel_id, member_key, updated_at))), 0) AS '\0',
  max(updated_at) AS updated_at
FROM contributions
GROUP BY activity_date, guild_id, hour_at, channel_id, member_key
