package dev.guildhouse.jobs.queries.segments;

import dev.guildhouse.jobs.statistics.Poisson;

/** Whether so many more members are at risk than a week before that somebody should look. */
final class AtRiskAlert {
  private static final int HUNDRED = 100;

  private AtRiskAlert() {}

  /**
   * True when the count rose by more than a share and beyond what chance makes of the count then.
   *
   * @param alertPercent the share, in percent
   */
  static boolean isRaised(long then, long now, int alertPercent) {
    return now * HUNDRED > then * (HUNDRED + alertPercent)
        && now > Poisson.interval(then).to();
  }
}
