package dev.guildhouse.jobs.queries.engagement;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** Every question about engagement and moderation. */
public final class EngagementQueries {
  public static final List<Query> ALL = List.of(
      new OverviewQuery(),
      new TopSpacesQuery(),
      new TopContributorsQuery(),
      new EngagementMetricsQuery(),
      new ModerationStatsQuery());

  private EngagementQueries() {}
}
