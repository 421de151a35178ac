package dev.guildhouse.jobs.reports;

import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.time.DayRange;

/**
 * What a report is asked for.
 *
 * @param guildId the guild
 * @param guildName as the guild calls itself, or its id as text
 * @param period the days
 * @param linking for how long one member can be told from another
 * @param pseudonyms under which members leave the warehouse
 */
public record ReportRequest(
    long guildId, String guildName, DayRange period, Linking linking, ExportPseudonyms pseudonyms) {

  /** For how long a member keeps the same key. */
  public enum Linking {
    /** As long as the months are open: pseudonymous mode. */
    ACROSS_MONTHS,
    /** For one calendar month: anonymous mode. */
    WITHIN_MONTH
  }

  /** Whether members can be counted once over these days. */
  boolean canCountMembersOver(DayRange days) {
    return linking == Linking.ACROSS_MONTHS
        || days.from().withDayOfMonth(1).equals(days.to().minusDays(1).withDayOfMonth(1));
  }
}
