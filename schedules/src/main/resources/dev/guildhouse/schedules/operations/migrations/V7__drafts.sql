-- Posts that were drafted for a guild's moderators, and what they decided. No column holds anything of
-- a member, or of who decided.

CREATE TABLE drafts (
  -- That of the delivery by which the draft comes to the moderators, and so in its buttons.
  draft_id VARCHAR(24) PRIMARY KEY,
  guild_id BIGINT NOT NULL,
  kind VARCHAR(40) NOT NULL,
  from_date DATE NOT NULL,
  until_date DATE NOT NULL,
  state VARCHAR(20) NOT NULL,
  -- Where the post goes once it is approved.
  channel_id BIGINT NOT NULL,
  -- The delivery of the post, which is queued when it is approved and tells where it stands then.
  post_id VARCHAR(24) NOT NULL,
  -- Of the post, below the folder of reports.
  manifest_path VARCHAR(1000) NOT NULL,
  -- What later drafts have to know of the post, as JSON; a plan of the guild, nothing of a member.
  memo VARCHAR(2000) NOT NULL,
  -- When the post is due if it is approved before; null for at once.
  post_at TIMESTAMP WITH TIME ZONE,
  drafted_at TIMESTAMP WITH TIME ZONE NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  -- When it left the state of a draft; null until then.
  decided_at TIMESTAMP WITH TIME ZONE,
  UNIQUE (guild_id, kind, from_date, until_date)
);
