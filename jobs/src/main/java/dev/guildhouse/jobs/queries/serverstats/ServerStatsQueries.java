package dev.guildhouse.jobs.queries.serverstats;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** Every question about a whole guild. */
public final class ServerStatsQueries {
  public static final List<Query> ALL = List.of(
      new OverviewQuery(),
      new MembersQuery(),
      new ActivityQuery(),
      new ChannelsQuery(),
      new TrendsQuery(),
      new HealthQuery());

  private ServerStatsQueries() {}
}
