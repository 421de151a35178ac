package dev.guildhouse.jobs.queries.userstats;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** The questions about user statistics; the raw dump is a file of its own, {@link UserStatsDump}. */
public final class UserStatsQueries {
  public static final List<Query> ALL = List.of(new UserStatsReport());

  private UserStatsQueries() {}
}
