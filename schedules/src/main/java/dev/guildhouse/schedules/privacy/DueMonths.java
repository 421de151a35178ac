package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.Privacy;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;

/**
 * When a guild's month is to be sealed. History that was imported counts its time from the import, so
 * that an old archive is not sealed as it arrives.
 */
final class DueMonths {
  /** How long after its end events of an anonymous month are still taken. */
  private static final Duration GRACE = Duration.ofDays(3);

  private final Config config;
  private final Ledger ledger;
  private final Instant now;

  DueMonths(Config config, Ledger ledger, Instant now) {
    this.config = config;
    this.ledger = ledger;
    this.now = now;
  }

  boolean isDue(long guild, YearMonth month) {
    return !ledger.sealed().holds(guild, month) && !now.isBefore(dueAt(guild, month));
  }

  Instant dueAt(long guild, YearMonth month) {
    LocalDate arrived = ledger
        .arrivals()
        .getOrDefault(month, Collections.emptyNavigableMap())
        .getOrDefault(guild, LocalDate.MIN);
    LocalDate end = month.plusMonths(1).atDay(1);
    Instant from = (arrived.isBefore(end) ? end : arrived.plusDays(1))
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
    Privacy privacy = config.guild(guild).privacy();
    return privacy.mode() == PrivacyMode.ANONYMOUS
        ? from.plus(GRACE)
        : from.plus(Duration.ofDays(privacy.windowDays()));
  }
}
