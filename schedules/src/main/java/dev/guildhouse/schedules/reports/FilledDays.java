package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef.Layer;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether the tables hold all there is of some days, so that a report of them would be final. */
public final class FilledDays {
  private static final String DAYS = Rollups.of(Entity.GUILD, Period.DAY).name();

  private final Home home;
  private final Ledger ledger;

  public FilledDays(Home home) {
    this.home = home;
    this.ledger = new ReleaseStore(home.warehouse()).current().ledger();
  }

  /**
   * Passes if the tables hold all of a guild's days that has landed.
   *
   * @param what is to be made of them, to complete "Cannot …"
   * @throws WarehouseException with code WAITING and what to run first; with code USAGE when nothing
   *     ever landed of the guild
   */
  void require(String what, long guildId, DayRange days) {
    requireNight(what, guildId, days);
    Optional<LocalDate> open = firstOpen(guildId, days);
    if (open.isPresent()) {
      throw filledUntil(what, open.get(), days);
    }
  }

  /**
   * Passes if the nights after a guild's days have been run, whatever came in since then. A guild
   * changes yesterday all the time, with every edit of an old message; the next night tells that.
   *
   * @param what is to be made of them, to complete "Cannot …"
   * @throws WarehouseException as {@link #require}
   */
  public void requireNight(String what, long guildId, DayRange days) {
    requireGuild(what, guildId);
    LocalDate filled = ledger.filledUntil().getOrDefault(DAYS, days.from());
    if (filled.isBefore(days.to())) {
      throw filledUntil(what, filled.isAfter(days.from()) ? filled : days.from(), days);
    }
  }

  private static WarehouseException filledUntil(String what, LocalDate until, DayRange days) {
    return WarehouseException.waiting(
        what,
        "the tables are filled until " + until,
        "Fill them first: guildhouse backfill --from " + until + " --to " + days.to());
  }

  /**
   * Passes if the tables hold anything of a guild.
   *
   * @throws WarehouseException as {@link #require}
   */
  public void requireGuild(String what, long guildId) {
    if (!ledger.guilds().contains(guildId)) {
      throw unknownGuild(what, guildId);
    }
  }

  /** What a reader must know of days that are not filled, or not wholly; empty when all are. */
  public Optional<String> openNote(long guildId, DayRange days) {
    LocalDate filled = ledger.filledUntil().getOrDefault(DAYS, days.from());
    Optional<LocalDate> open = firstOpen(guildId, days)
        .or(() -> filled.isBefore(days.to()) ? Optional.of(filled) : Optional.empty());
    return open.map(from -> "The tables are filled until " + from
        + "; what happened from then on is not, or not wholly, in these numbers.");
  }

  private Optional<LocalDate> firstOpen(long guildId, DayRange days) {
    return ledger.pending().entrySet().stream()
        .filter(open -> Tables.named(open.getKey()).layer() != Layer.MARTS)
        .map(open -> open.getValue().ofGuilds(guild -> guild == guildId).ofDays(days::contains))
        .filter(slice -> !slice.isEmpty())
        .map(Slice::days)
        .map(NavigableSet::first)
        .min(LocalDate::compareTo);
  }

  private WarehouseException unknownGuild(String what, long guildId) {
    NavigableSet<String> waiting = LandingLayout.of(home).names();
    waiting.removeAll(ledger.landed());
    String why = "the tables hold nothing of guild " + guildId;
    if (!waiting.isEmpty()) {
      return WarehouseException.waiting(
          what,
          why + ", and " + waiting.size() + " landing files wait",
          "Take them in first: guildhouse backfill --from DAY --to DAY");
    }
    String known = ledger.guilds().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return WarehouseException.usage(
        what,
        why,
        known.isEmpty()
            ? "There is no guild at all yet: import its history with guildhouse import PATH."
            : "Guilds: " + known);
  }
}
