-- Targets that guilds set themselves. A change ends the row that held and begins another, so that
-- past periods are judged by what held then.

CREATE TABLE kpi_targets (
  guild_id BIGINT NOT NULL,
  target_id VARCHAR(40) NOT NULL,
  from_date DATE NOT NULL,
  -- The day on which it was changed or removed; null while it holds.
  until_date DATE,
  -- A formula when there is a value to reach, else a condition.
  rule VARCHAR(500) NOT NULL,
  -- A decimal as text, as it was given.
  target_value VARCHAR(40),
  period VARCHAR(10) NOT NULL,
  is_higher_better VARCHAR(5) NOT NULL,
  PRIMARY KEY (guild_id, target_id, from_date)
);
