package dev.guildhouse.jobs.lake.ledger;

import dev.guildhouse.schema.tables.Tables;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How far each table is filled, and what has yet to be redone. It is part of the release, so that
 * tables and ledger change in one step and a killed run leaves both as they were.
 *
 * @param pending by table: the (guild, day)s whose inputs have changed since they were folded
 * @param filledUntil by table: the day after the newest that was folded
 * @param landedOn landing files whose events are in the tables, as long as they lie in landing, and
 *     the day on which they were taken in
 * @param guilds every guild that ever had an event
 * @param sealed which months of which guilds are closed for good
 * @param arrivals by past month and guild: the day on which its newest events came in
 * @param origins why published numbers are to change
 */
public record Ledger(
    NavigableMap<String, Slice> pending,
    NavigableMap<String, LocalDate> filledUntil,
    NavigableMap<String, LocalDate> landedOn,
    NavigableSet<Long> guilds,
    SealedMonths sealed,
    NavigableMap<YearMonth, NavigableMap<Long, LocalDate>> arrivals,
    Origins origins) {

  public static final Ledger EMPTY = new Ledger(
      new TreeMap<>(),
      new TreeMap<>(),
      new TreeMap<>(),
      new TreeSet<>(),
      SealedMonths.NONE,
      new TreeMap<>(),
      Origins.NONE);

  public Ledger {
    NavigableMap<String, Slice> open = new TreeMap<>(pending);
    open.values().removeIf(Slice::isEmpty);
    pending = Collections.unmodifiableNavigableMap(open);
    filledUntil = Collections.unmodifiableNavigableMap(new TreeMap<>(filledUntil));
    landedOn = Collections.unmodifiableNavigableMap(new TreeMap<>(landedOn));
    guilds = Collections.unmodifiableNavigableSet(new TreeSet<>(guilds));
    arrivals = Collections.unmodifiableNavigableMap(new TreeMap<>(arrivals));
  }

  /** Landing files whose events are in the tables. */
  public NavigableSet<String> landed() {
    return landedOn.navigableKeySet();
  }

  public Slice pendingOf(String table) {
    return pending.getOrDefault(table, Slice.EMPTY);
  }

  /** The ledger with more to redo in a table; sealed days are left out. */
  public Ledger marked(String table, Slice slice) {
    NavigableMap<String, Slice> marked = new TreeMap<>(pending);
    marked.merge(table, sealed.open(Tables.named(table), slice), Slice::plus);
    return withPending(marked);
  }

  /** The ledger after a table was folded for a slice. */
  public Ledger folded(String table, Slice slice) {
    if (slice.isEmpty()) {
      return this;
    }
    NavigableMap<String, Slice> rest = new TreeMap<>(pending);
    rest.computeIfPresent(table, (name, open) -> open.minus(slice));
    return withPending(rest).filled(table, slice.range().to());
  }

  /** The ledger with a table filled at least until a day, whether or not there was anything in it. */
  public Ledger filled(String table, LocalDate until) {
    NavigableMap<String, LocalDate> filled = new TreeMap<>(filledUntil);
    filled.merge(table, until, (old, now) -> old.isAfter(now) ? old : now);
    return new Ledger(pending, filled, landedOn, guilds, sealed, arrivals, origins);
  }

  /** The ledger with other landing files taken in; those that it did not know were today. */
  public Ledger landed(NavigableSet<String> files, LocalDate today) {
    NavigableMap<String, LocalDate> days = new TreeMap<>();
    files.forEach(file -> days.put(file, landedOn.getOrDefault(file, today)));
    return new Ledger(pending, filledUntil, days, guilds, sealed, arrivals, origins);
  }

  /** The ledger with more guilds known. */
  public Ledger knowing(NavigableSet<Long> more) {
    NavigableSet<Long> all = new TreeSet<>(guilds);
    all.addAll(more);
    return new Ledger(pending, filledUntil, landedOn, all, sealed, arrivals, origins);
  }

  /** The ledger with months sealed; nothing stays pending in them. */
  public Ledger sealing(SealedMonths now) {
    NavigableMap<String, Slice> open = new TreeMap<>();
    pending.forEach((table, slice) -> open.put(table, now.open(Tables.named(table), slice)));
    return new Ledger(open, filledUntil, landedOn, guilds, now, arrivals, origins);
  }

  /**
   * The ledger with more events dropped because their month is sealed. The files of this ingest need
   * not wait to be deleted: they are counted as taken in long ago.
   */
  public Ledger late(long guild, YearMonth month, long events, LocalDate today) {
    NavigableMap<String, LocalDate> days = new TreeMap<>(landedOn);
    days.replaceAll((file, day) -> day.equals(today) ? LocalDate.EPOCH : day);
    return new Ledger(
        pending, filledUntil, days, guilds, sealed.late(guild, month, events), arrivals, origins);
  }

  /** The ledger with events of a past month that came in today. */
  public Ledger arrived(long guild, YearMonth month, LocalDate today) {
    NavigableMap<YearMonth, NavigableMap<Long, LocalDate>> all = new TreeMap<>(arrivals);
    NavigableMap<Long, LocalDate> days = new TreeMap<>(all.getOrDefault(month, new TreeMap<>()));
    days.put(guild, today);
    all.put(month, days);
    return new Ledger(pending, filledUntil, landedOn, guilds, sealed, all, origins);
  }

  /** The ledger with a reason why facts that were folded before are to change. */
  public Ledger changing(String reason, String table, Slice slice) {
    return with(origins.with(reason, table, slice));
  }

  /** The ledger with the rules by which a guild is counted from now on. */
  public Ledger counting(long guild, NavigableMap<String, String> rules) {
    return with(origins.counting(guild, rules));
  }

  /** The ledger without the reasons of changes that all tables show. */
  public Ledger settled() {
    return with(origins.before(pending.values().stream().reduce(Slice.EMPTY, Slice::plus)));
  }

  private Ledger with(Origins other) {
    return new Ledger(pending, filledUntil, landedOn, guilds, sealed, arrivals, other);
  }

  private Ledger withPending(NavigableMap<String, Slice> open) {
    return new Ledger(open, filledUntil, landedOn, guilds, sealed, arrivals, origins);
  }
}
