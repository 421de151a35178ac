package dev.guildhouse.jobs.queries.analysis;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** Every question about single members, channels and days. */
public final class AnalysisQueries {
  public static final List<Query> ALL = List.of(
      new MemberActivityQuery(),
      new ChannelActivityQuery(),
      new CompareQuery(),
      new CompareGuildsQuery(),
      new AnomaliesQuery(),
      new AnnotationsQuery());

  private AnalysisQueries() {}
}
