package dev.guildhouse.jobs.queries.stats;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** All of them. */
public final class StatsQueries {
  public static final List<Query> ALL = List.of(new Stats());

  private StatsQueries() {}
}
