package dev.guildhouse.jobs.queries.rewards;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** All of them. */
public final class RewardQueries {
  public static final List<Query> ALL = List.of(new Audit(), new RewardTriggers());

  private RewardQueries() {}
}
