package dev.guildhouse.jobs.queries.segments;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** All of them. */
public final class SegmentQueries {
  public static final List<Query> ALL = List.of(
      new SegmentsList(),
      new SegmentsMoves(),
      new SegmentsBacktest(),
      new SegmentsMembers(),
      new Streaks());

  private SegmentQueries() {}
}
