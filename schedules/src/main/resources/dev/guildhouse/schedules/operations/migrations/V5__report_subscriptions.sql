-- Channels that a guild's admins have reports posted to, beside the one of the configuration.

CREATE TABLE report_subscriptions (
  guild_id BIGINT NOT NULL,
  report_name VARCHAR(200) NOT NULL,
  channel_id BIGINT NOT NULL,
  subscribed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (guild_id, report_name, channel_id)
);

-- A report is posted once to each channel. Neither database knows the name of the rule that was, so
-- the table is made anew.
CREATE TABLE deliveries_by_channel (
  -- Made from what makes a delivery unique, so that it is the same after the queue was lost.
  delivery_id VARCHAR(24) PRIMARY KEY,
  guild_id BIGINT NOT NULL,
  report_name VARCHAR(200) NOT NULL,
  from_date DATE NOT NULL,
  until_date DATE NOT NULL,
  revision INTEGER NOT NULL,
  channel_id BIGINT NOT NULL,
  -- Below the folder of reports, so that a home can be moved.
  manifest_path VARCHAR(1000) NOT NULL,
  state VARCHAR(20) NOT NULL,
  queued_at TIMESTAMP WITH TIME ZONE NOT NULL,
  attempts INTEGER NOT NULL,
  next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL,
  -- Since when a post of this delivery may stand in the channel without our knowing; null if none can.
  maybe_sent_since TIMESTAMP WITH TIME ZONE,
  lease_token VARCHAR(36),
  lease_until TIMESTAMP WITH TIME ZONE,
  worker_machine VARCHAR(200),
  worker_host VARCHAR(300),
  worker_pid BIGINT,
  worker_process_start VARCHAR(40),
  error_type VARCHAR(200),
  error_text VARCHAR(2000),
  error_at TIMESTAMP WITH TIME ZONE,
  -- The first message of the post.
  message_id BIGINT,
  delivered_at TIMESTAMP WITH TIME ZONE,
  UNIQUE (guild_id, report_name, from_date, until_date, revision, channel_id)
);

INSERT INTO deliveries_by_channel (delivery_id,
  guild_id,
  report_name,
  from_date,
  until_date,
  revision,
  channel_id,
  manifest_path,
  state,
  queued_at,
  attempts,
  next_attempt_at,
  maybe_sent_since,
  lease_token,
  lease_until,
  worker_machine,
  worker_host,
  worker_pid,
  worker_process_start,
  error_type,
  error_text,
  error_at,
  message_id,
  delivered_at)
SELECT delivery_id,
  guild_id,
  report_name,
  from_date,
  until_date,
  revision,
  channel_id,
  manifest_path,
  state,
  queued_at,
  attempts,
  next_attempt_at,
  maybe_sent_since,
  lease_token,
  lease_until,
  worker_machine,
  worker_host,
  worker_pid,
  worker_process_start,
  error_type,
  error_text,
  error_at,
  message_id,
  delivered_at
FROM deliveries;

DROP TABLE deliveries;

ALTER TABLE deliveries_by_channel RENAME TO deliveries;

CREATE INDEX deliveries_by_state ON deliveries (state, next_attempt_at);
