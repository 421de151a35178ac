package dev.guildhouse.jobs.queries.restatements;

import dev.guildhouse.jobs.queries.Query;
import java.util.List;

/** Every question about changed numbers. */
public final class RestatementsQueries {
  public static final List<Query> ALL = List.of(new RestatementsListQuery());

  private RestatementsQueries() {}
}
