package dev.guildhouse.jobs.queries.kpis;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** All of them. */
public final class KpiQueries {
  public static final List<Query> ALL = List.of(new KpiView(), new KpiAlerts(), new KpiHistory());

  private KpiQueries() {}
}
