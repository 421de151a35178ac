package dev.guildhouse.jobs.reports.content;

import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;

/**
 * What a report is asked for.
 *
 * @param guildId the guild
 * @param guildName as the guild calls itself, or its id as text
 * @param period the days
 * @param audience who will see it
 * @param privacy for how long a member keeps the same key
 * @param pseudonyms under which members leave the warehouse
 */
public record ReportRequest(
    long guildId,
    String guildName,
    DayRange period,
    Audience audience,
    PrivacyMode privacy,
    ExportPseudonyms pseudonyms) {

  public boolean isPublic() {
    return audience == Audience.PUBLIC;
  }

  /** Whether members can be counted once over these days. */
  public boolean canCountMembersOver(DayRange days) {
    return privacy == PrivacyMode.PSEUDONYMOUS
        || days.from().withDayOfMonth(1).equals(days.to().minusDays(1).withDayOfMonth(1));
  }
}
