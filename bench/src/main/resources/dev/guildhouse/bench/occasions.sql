SELECT
  subject_date AS happened_date, guild_id, subject_id AS occasion_id,
  CASE event_type
    WHEN 80 THEN 'scheduled_event' WHEN 81 THEN 'invite_create' ELSE 'invite_join'
  END AS kind,
  event_at AS happened_at, channel_id, member_key, received_at AS updated_at
FROM events WHERE event_type IN (80, 81, 82)
