package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.queries.analysis.AnalysisQueries;
import dev.guildhouse.jobs.queries.engagement.EngagementQueries;
import dev.guildhouse.jobs.queries.kpis.KpiQueries;
import dev.guildhouse.jobs.queries.restatements.RestatementsQueries;
import dev.guildhouse.jobs.queries.retention.RetentionQueries;
import dev.guildhouse.jobs.queries.rewards.RewardQueries;
import dev.guildhouse.jobs.queries.segments.SegmentQueries;
import dev.guildhouse.jobs.queries.serverstats.ServerStatsQueries;
import dev.guildhouse.jobs.queries.stats.StatsQueries;
import dev.guildhouse.jobs.queries.support.SupportQueries;
import dev.guildhouse.jobs.queries.userstats.UserStatsQueries;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import java.util.List;
import java.util.stream.Stream;

/** Every question there is, subject by subject. */
public final class Queries {
  public static final List<Query> ALL = Stream.<List<Query>>of(
          List.of(new CommunityQuery()),
          StatsQueries.ALL,
          SegmentQueries.ALL,
          KpiQueries.ALL,
          RewardQueries.ALL,
          RetentionQueries.ALL,
          ServerStatsQueries.ALL,
          AnalysisQueries.ALL,
          EngagementQueries.ALL,
          SupportQueries.ALL,
          RestatementsQueries.ALL,
          UserStatsQueries.ALL)
      .flatMap(List::stream)
      .toList();

  private Queries() {}

  /**
   * The question of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public static Query named(String name) {
    return ALL.stream()
        .filter(query -> query.name().equals(name))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "answer " + name,
            "there is no question of that name",
            Nearest.hint(name, names()) + "Questions: " + String.join(", ", names())));
  }

  private static List<String> names() {
    return ALL.stream().map(Query::name).toList();
  }
}
