package dev.guildhouse.jobs.queries.retention;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** All of them. */
public final class RetentionQueries {
  public static final List<Query> ALL =
      List.of(new Cohorts(), new Lifecycle(), new MembershipSpells());

  private RetentionQueries() {}
}
