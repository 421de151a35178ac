package dev.guildhouse.jobs.queries.exports;

import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.rewards.RewardTriggers;

/** The questions whose first table is a list to take away. */
public final class ExportQueries {
  /** Members, one a row. */
  public static final Query USERS = new MemberListQuery();

  /** What rewards are paid for, one trigger a row. */
  public static final Query EVENTS = new RewardTriggers();

  private ExportQueries() {}
}
