package dev.guildhouse.jobs.lake.ledger;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * Which months of which guilds are sealed. Their days are frozen: what comes for them is counted here
 * and dropped, and nothing of them is ever folded again.
 *
 * @param lateByGuild by sealed month and guild: how many events came too late
 */
public record SealedMonths(NavigableMap<YearMonth, NavigableMap<Long, Long>> lateByGuild) {
  public static final SealedMonths NONE = new SealedMonths(new TreeMap<>());

  public SealedMonths {
    NavigableMap<YearMonth, NavigableMap<Long, Long>> copy = new TreeMap<>();
    lateByGuild.forEach((month, late) -> {
      if (!late.isEmpty()) {
        copy.put(month, Collections.unmodifiableNavigableMap(new TreeMap<>(late)));
      }
    });
    lateByGuild = Collections.unmodifiableNavigableMap(copy);
  }

  public boolean isEmpty() {
    return lateByGuild.isEmpty();
  }

  /** The guilds whose month is sealed. */
  public NavigableSet<Long> guilds(YearMonth month) {
    NavigableMap<Long, Long> late = lateByGuild.get(month);
    return late == null ? Collections.emptyNavigableSet() : late.navigableKeySet();
  }

  public boolean holds(long guild, YearMonth month) {
    return guilds(month).contains(guild);
  }

  public boolean holds(long guild, LocalDate day) {
    return holds(guild, YearMonth.from(day));
  }

  /** The first day from which on nothing of a guild is sealed; {@link LocalDate#MIN} without any. */
  public LocalDate openFrom(long guild) {
    return lateByGuild.descendingMap().entrySet().stream()
        .filter(month -> month.getValue().containsKey(guild))
        .findFirst()
        .map(month -> month.getKey().plusMonths(1).atDay(1))
        .orElse(LocalDate.MIN);
  }

  /**
   * Why a member cannot be told to be the same over some days; empty when they can. Within a month
   * they always can: by key while it is open, by token once it is sealed.
   *
   * @param mode of the guild
   */
  public Optional<String> whyNotLinkable(long guild, PrivacyMode mode, DayRange days) {
    YearMonth first = YearMonth.from(days.from());
    YearMonth last = YearMonth.from(days.to().minusDays(1));
    if (first.equals(last)) {
      return Optional.empty();
    }
    if (mode == PrivacyMode.ANONYMOUS) {
      return Optional.of("members get new keys every month in anonymous mode");
    }
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      if (holds(guild, month)) {
        return Optional.of(month + " is sealed, and its members are only tokens");
      }
    }
    return Optional.empty();
  }

  /** How many events came too late, in all. */
  public long lateEvents() {
    return lateByGuild.values().stream()
        .flatMap(late -> late.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** With more guilds of a month. */
  public SealedMonths with(YearMonth month, Collection<Long> guilds) {
    return changed(month, late -> guilds.forEach(guild -> late.putIfAbsent(guild, 0L)));
  }

  /** With more events that came too late for a month that is sealed. */
  public SealedMonths late(long guild, YearMonth month, long events) {
    return changed(month, late -> late.merge(guild, events, Long::sum));
  }

  private SealedMonths changed(
      YearMonth month, java.util.function.Consumer<NavigableMap<Long, Long>> change) {
    NavigableMap<YearMonth, NavigableMap<Long, Long>> all = new TreeMap<>(lateByGuild);
    NavigableMap<Long, Long> late = new TreeMap<>(all.getOrDefault(month, new TreeMap<>()));
    change.accept(late);
    all.put(month, late);
    return new SealedMonths(all);
  }

  /** Those of some months. */
  public SealedMonths ofMonths(Predicate<YearMonth> isWanted) {
    NavigableMap<YearMonth, NavigableMap<Long, Long>> some = new TreeMap<>(lateByGuild);
    some.keySet().removeIf(isWanted.negate());
    return new SealedMonths(some);
  }

  /**
   * What of a slice of a table may still be folded. A fact of an open day may hang on a message of a
   * sealed one, so facts that are folded by another day than they count on always may.
   */
  public Slice open(TableDef table, Slice slice) {
    boolean isMoved = !table.foldedBy().equals(table.countedBy());
    if (isEmpty() || isMoved) {
      return slice;
    }
    Slice closed = Slice.EMPTY;
    for (LocalDate day : slice.days()) {
      DayRange span = period(table).holding(day);
      Slice ofDay = slice.ofDays(day::equals).ofGuilds(guild -> isClosed(table, guild, span));
      closed = closed.plus(ofDay);
    }
    return slice.minus(closed);
  }

  /** Members have weeks only while all days of them are open; of others one open day is enough. */
  private boolean isClosed(TableDef table, long guild, DayRange span) {
    boolean isLastSealed = holds(guild, span.to().minusDays(1));
    boolean isFirstSealed = holds(guild, span.from());
    boolean isOfMembers = table.name().equals(Rollups.name(Entity.MEMBER, Period.WEEK));
    return isOfMembers ? isFirstSealed || isLastSealed : isFirstSealed && isLastSealed;
  }

  private static Period period(TableDef table) {
    for (Period period : Period.values()) {
      if (table.name().endsWith("_" + period.adjective())) {
        return period;
      }
    }
    return Period.DAY;
  }

  /** The condition that a row lies on a sealed day, by its guild and a DATE column. */
  public Column hold(String dayColumn) {
    Column day = functions.col(dayColumn);
    return lateByGuild.entrySet().stream()
        .map(month -> functions
            .col("guild_id")
            .isin(month.getValue().keySet().toArray())
            .and(day.geq(functions.lit(month.getKey().atDay(1))))
            .and(day.lt(functions.lit(month.getKey().plusMonths(1).atDay(1)))))
        .reduce(Column::or)
        .orElse(functions.lit(false));
  }

  /**
   * Passes unless some day of a range is sealed for every guild.
   *
   * @param what cannot be done, to complete "Cannot …"
   * @throws WarehouseException with code WAITING and the first day that is open
   */
  public void requireOpen(String what, DayRange range, NavigableSet<Long> guilds) {
    for (LocalDate day : range.days()) {
      YearMonth month = YearMonth.from(day);
      if (!guilds.isEmpty() && guilds(month).containsAll(guilds)) {
        LocalDate open = new TreeSet<>(guilds)
            .stream().map(this::openFrom).max(LocalDate::compareTo).orElse(day);
        throw WarehouseException.waiting(
            what,
            month + " is sealed: its members are only tokens and its days are frozen",
            "Days from " + open + " on are open.");
      }
    }
  }
}
