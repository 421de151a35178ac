package dev.guildhouse.jobs.lake.release;

import dev.guildhouse.jobs.lake.ledger.Ledger;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What readers see: the version of every table, and the ledger that goes with them.
 *
 * @param number rises by one with each release; 0 is the empty warehouse
 * @param publishedAt when
 * @param run the run that published it
 * @param tables by path below the warehouse, such as {@code months/2026-11/pseudonymous/messages}:
 *     the Delta version
 * @param ledger how far tables are filled
 */
public record Release(
    long number, Instant publishedAt, long run, NavigableMap<String, Long> tables, Ledger ledger) {
  public static final Release NONE =
      new Release(0, Instant.EPOCH, 0, new TreeMap<>(), Ledger.EMPTY);

  /** The months of which something bears keys. */
  public NavigableSet<YearMonth> openMonths() {
    NavigableSet<YearMonth> months = new TreeSet<>();
    tables.keySet().stream()
        .filter(path -> !TablePaths.isSealed(path))
        .forEach(path -> TablePaths.monthIn(path).ifPresent(months::add));
    return months;
  }

  public Release {
    tables = Collections.unmodifiableNavigableMap(new TreeMap<>(tables));
  }
}
