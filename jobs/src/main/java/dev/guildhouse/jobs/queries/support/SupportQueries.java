package dev.guildhouse.jobs.queries.support;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** Every question about help. */
public final class SupportQueries {
  public static final List<Query> ALL = List.of(new SupportSignalsQuery());

  private SupportQueries() {}
}
