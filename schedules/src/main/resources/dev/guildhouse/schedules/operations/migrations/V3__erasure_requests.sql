-- Erasures that members asked for, until they are done. Who asked is known to the key store alone.

CREATE TABLE erasure_requests (
  request_id VARCHAR(36) NOT NULL,
  guild_id BIGINT NOT NULL,
  asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  -- Null until nothing of the member is left.
  done_at TIMESTAMP WITH TIME ZONE,
  PRIMARY KEY (request_id)
);
