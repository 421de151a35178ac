package dev.guildhouse.jobs.reports.content;

import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.time.YearMonth;
import java.util.Optional;

/**
 * What a report is asked for.
 *
 * @param guildId the guild
 * @param guildName as the guild calls itself, or its id as text
 * @param period the days
 * @param audience who will see it
 * @param settings what holds for the guild
 * @param pseudonyms under which members leave the warehouse
 */
public record ReportRequest(
    long guildId,
    String guildName,
    DayRange period,
    Audience audience,
    GuildSettings settings,
    ExportPseudonyms pseudonyms) {

  /** The same about other days. */
  public ReportRequest over(DayRange days) {
    return new ReportRequest(guildId, guildName, days, audience, settings, pseudonyms);
  }

  /** The same for other readers. */
  public ReportRequest to(Audience readers) {
    return new ReportRequest(guildId, guildName, period, readers, settings, pseudonyms);
  }

  /** For how long a member keeps the same key. */
  public PrivacyMode privacy() {
    return settings.privacy().mode();
  }

  public boolean isPublic() {
    return audience == Audience.PUBLIC;
  }

  /** Why members cannot be counted once over some days; empty when they can. */
  public Optional<String> whyNoUniques(SealedMonths sealed, DayRange days) {
    return sealed.whyNotLinkable(guildId, privacy(), days);
  }

  /** Whether the privacy mode alone lets members be counted once over some days. */
  public boolean canCountMembersOver(DayRange days) {
    return whyNoUniques(SealedMonths.NONE, days).isEmpty();
  }

  /** Why single members of the period cannot be told of; empty when they can. */
  public Optional<String> whyNoMembers(SealedMonths sealed) {
    return period.days().stream()
        .map(YearMonth::from)
        .filter(month -> sealed.holds(guildId, month))
        .findFirst()
        .map(month -> month + " is sealed, and its members are only tokens")
        .or(() -> whyNoUniques(sealed, period));
  }
}
