package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Why numbers of different members are empty in a table, for whoever reads an export of it: one
 * sentence for each guild and period of which nobody can tell.
 */
public final class NotAvailable {
  /** The days that a row of {@code guild_rolling} looks back on, itself included. */
  private static final int ROLLING_DAYS = 30;

  private final Collection<Long> guilds;
  private final LongFunction<PrivacyMode> modes;
  private final SealedMonths sealed;

  /**
   * @param guilds those that the table may tell of
   * @param modes the privacy mode of each guild
   */
  public NotAvailable(
      Collection<Long> guilds, LongFunction<PrivacyMode> modes, SealedMonths sealed) {
    this.guilds = List.copyOf(guilds);
    this.modes = modes;
    this.sealed = sealed;
  }

  /** The sentences for the rows of a table that count on some days; none for most tables. */
  public List<String> in(TableDef table, DayRange days) {
    if (table.equals(Marts.GUILD_ROLLING)) {
      DayRange window = new DayRange(days.from().minusDays(ROLLING_DAYS - 1L), days.to());
      return sentences(
          "weekly and monthly actives, and stickiness, of days whose window reaches into another"
              + " month",
          window);
    }
    List<String> all = new ArrayList<>();
    for (Entity entity : Entity.values()) {
      if (table.name().equals(Rollups.name(entity, Period.WEEK))) {
        String what = entity == Entity.MEMBER ? "members" : "numbers of different members";
        days.days().stream()
            .filter(day -> day.equals(Period.WEEK.start(day)))
            .map(Period.WEEK::holding)
            .forEach(week -> all.addAll(sentences(what + " in the week of " + week.from(), week)));
      }
    }
    return all;
  }

  private List<String> sentences(String what, DayRange days) {
    List<String> sentences = new ArrayList<>();
    for (long guild : guilds) {
      sealed
          .whyNotLinkable(guild, modes.apply(guild), days)
          .ifPresent(why ->
              sentences.add("NOT_AVAILABLE for guild " + guild + ": " + what + ", because " + why));
    }
    return sentences;
  }
}
