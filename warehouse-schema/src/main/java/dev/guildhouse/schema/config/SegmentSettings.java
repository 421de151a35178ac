package dev.guildhouse.schema.config;

import java.util.Map;

/**
 * From when on a member belongs to a segment, and what to do then.
 *
 * @param dormantDays days without any activity after which a member is dormant
 * @param newDays days after joining in which a member is new
 * @param powerActiveDays active days of the last 7 of a power user
 * @param powerPercentile percentile of the 7-day messages of those with any
 * @param voiceSessions voice sessions in 7 days of a voice regular
 * @param actions the suggested action by segment, under the segment's name
 */
public record SegmentSettings(
    int dormantDays,
    int newDays,
    AtRisk atRisk,
    Whales whales,
    int powerActiveDays,
    int powerPercentile,
    int voiceSessions,
    Map<String, String> actions) {

  /**
   * When activity falls improbably far below a member's own habit.
   *
   * @param recentDays days that are judged
   * @param baselineDays days before them that tell the habit
   * @param minimumActiveDays active days that a habit takes
   * @param idleDays days without activity from which silence itself is judged
   * @param significance probability under the habit up to which it is called improbable
   * @param alertPercent growth over 7 days beyond which the segment alerts
   */
  public record AtRisk(
      int recentDays,
      int baselineDays,
      int minimumActiveDays,
      int idleDays,
      double significance,
      int alertPercent) {}

  /**
   * The members with the most reward.
   *
   * @param days days over which reward is summed
   * @param percent share of the earners
   * @param minimumEarners earners from which on there are whales at all
   * @param mostPercent share of the earners beyond which ties leave nobody a whale
   */
  public record Whales(int days, double percent, int minimumEarners, double mostPercent) {}

  public SegmentSettings {
    actions = Map.copyOf(actions);
  }
}
