package dev.guildhouse.jobs.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.verify.PlaceTotals.Place;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Recounts (guild, day)s from raw events and compares them with the cube and the rollups, number by
 * number: every sum, unique, active thread and peak, by day and channel, and by week and month where
 * all their days are recounted.
 */
public final class Verification {
  /** Days that are recounted at once. */
  private static final int DAYS_OF_A_PART = 8;

  /** Single numbers that are named; a broken table would name millions. */
  private static final int MOST_BREACHES = 200;

  private final TableReader tables;
  private final Config config;

  public Verification(TableReader tables, Config config) {
    this.tables = tables;
    this.config = config;
  }

  /** A table beside its recount. */
  private record Side(TableDef table, Slice slice, PlaceTotals direct) {}

  /**
   * Verifies.
   *
   * @param range the days asked for
   * @param guilds the guilds asked for
   * @param isFolded by guild and day: whether the tables hold all of it; others are left out
   */
  public Verified range(
      DayRange range, NavigableSet<Long> guilds, BiPredicate<Long, LocalDate> isFolded) {
    SealedMonths sealed = tables.sealed();
    Slice all = Slice.of(guilds, range.days());
    Slice open = Slice.EMPTY;
    List<VerifiedMetric> closed = new ArrayList<>();
    for (long guild : guilds) {
      NavigableSet<LocalDate> days = new TreeSet<>();
      NavigableSet<LocalDate> frozen = new TreeSet<>();
      for (LocalDate day : all.days()) {
        if (sealed.holds(guild, day)) {
          frozen.add(day);
        } else if (isFolded.test(guild, day)) {
          days.add(day);
        }
      }
      open = open.plus(Slice.of(List.of(guild), days));
      if (!frozen.isEmpty()) {
        closed.add(VerifiedMetric.notAvailable("NOT_AVAILABLE guild " + guild + " "
            + DayRange.through(frozen.first(), frozen.last())
            + ": sealed, so that its raw events are gone"));
      }
    }
    List<Side> sides = new ArrayList<>(daily(open));
    for (Period period : List.of(Period.WEEK, Period.MONTH)) {
      Slice whole = whole(open, period);
      BiPredicate<Long, LocalDate> isWhole = whole::contains;
      sides.add(new Side(
          Rollups.of(Entity.CHANNEL, period), whole, PlaceTotals.ofChannels(period, isWhole)));
      sides.add(
          new Side(Rollups.of(Entity.GUILD, period), whole, PlaceTotals.ofGuilds(period, isWhole)));
    }
    Verified verified = compare(range, recounted(open, sides));
    return new Verified(
        range,
        Stream.concat(closed.stream(), verified.metrics().stream()).toList(),
        verified.breaches());
  }

  /** What the raw events of some days say, to be compared with tables that may not be there yet. */
  public static final class Recounted {
    private final Slice slice;
    private final List<Side> sides;

    private Recounted(Slice slice, List<Side> sides) {
      this.slice = slice;
      this.sides = sides;
    }
  }

  /** Recounts days alone, which a night does while it folds them. */
  public Recounted recount(Slice slice) {
    return new Recounted(slice, recounted(slice, daily(slice)));
  }

  /** Compares recounted days with the tables, which a night does before it publishes. */
  public Verified compare(Recounted recounted) {
    return compare(recounted.slice.range(), recounted.sides);
  }

  private static List<Side> daily(Slice slice) {
    BiPredicate<Long, LocalDate> isOpen = slice::contains;
    return List.of(
        new Side(Rollups.ACTIVITY_HOURLY, slice, PlaceTotals.ofChannels(Period.DAY, isOpen)),
        new Side(
            Rollups.of(Entity.CHANNEL, Period.DAY),
            slice,
            PlaceTotals.ofChannels(Period.DAY, isOpen)),
        new Side(
            Rollups.of(Entity.MEMBER, Period.DAY),
            slice,
            PlaceTotals.ofMembers(Period.DAY, isOpen)),
        new Side(
            Rollups.of(Entity.GUILD, Period.DAY), slice, PlaceTotals.ofGuilds(Period.DAY, isOpen)));
  }

  /** The weeks or months all of whose days are in the slice. */
  private static Slice whole(Slice slice, Period period) {
    Slice whole = Slice.EMPTY;
    for (LocalDate start :
        new TreeSet<>(slice.days().stream().map(period::start).toList())) {
      List<LocalDate> days = period.holding(start).days();
      for (long guild : slice.guilds()) {
        if (days.stream().allMatch(day -> slice.contains(guild, day))) {
          whole = whole.plus(Slice.of(List.of(guild), List.of(start)));
        }
      }
    }
    return whole;
  }

  private List<Side> recounted(Slice slice, List<Side> sides) {
    Recount recount = new Recount(tables, config);
    List<LocalDate> days = List.copyOf(slice.days());
    for (int from = 0; from < days.size(); from += DAYS_OF_A_PART) {
      List<LocalDate> part = days.subList(from, Math.min(from + DAYS_OF_A_PART, days.size()));
      DirectCounts counts = recount.of(slice.ofDays(part::contains));
      sides.forEach(side -> side.direct().add(counts));
    }
    return sides;
  }

  private Verified compare(DayRange range, List<Side> sides) {
    List<VerifiedMetric> totals = new ArrayList<>();
    List<VerifiedMetric> breaches = new ArrayList<>();
    for (Side side : sides) {
      if (!side.slice().isEmpty()) {
        compare(side, totals, breaches);
      }
    }
    return new Verified(
        range, Stream.concat(totals.stream(), breaches.stream()).toList(), breaches);
  }

  private void compare(Side side, List<VerifiedMetric> totals, List<VerifiedMetric> breaches) {
    List<String> metrics = metrics(side.table());
    Map<Place, Map<String, BigDecimal>> direct = side.direct().numbers();
    Map<Place, Map<String, BigDecimal>> aggregated = aggregated(side, metrics);
    NavigableSet<Place> places = new TreeSet<>(direct.keySet());
    places.addAll(aggregated.keySet());
    boolean isOfChannels = side.table().name().startsWith("channel_");
    for (String metric : metrics) {
      String key = side.table().name() + "." + metric;
      BigDecimal directSum = BigDecimal.ZERO;
      BigDecimal aggregatedSum = BigDecimal.ZERO;
      boolean isSame = true;
      for (Place place : places) {
        if (isOfChannels && place.channel() == 0) {
          continue;
        }
        BigDecimal one = number(direct, place, metric);
        BigDecimal other = number(aggregated, place, metric);
        directSum = directSum.add(one);
        aggregatedSum = aggregatedSum.add(other);
        if (one.compareTo(other) != 0) {
          isSame = false;
          if (breaches.size() < MOST_BREACHES) {
            breaches.add(VerifiedMetric.of(key + " " + text(place), one, other, false));
          }
        }
      }
      totals.add(VerifiedMetric.of(key, directSum, aggregatedSum, isSame));
    }
  }

  private static BigDecimal number(
      Map<Place, Map<String, BigDecimal>> numbers, Place place, String metric) {
    return numbers.getOrDefault(place, Map.of()).getOrDefault(metric, BigDecimal.ZERO);
  }

  private static String text(Place place) {
    String where = place.start() + " guild " + place.guild();
    return place.channel() == PlaceTotals.NO_CHANNEL
        ? where
        : where + " channel " + place.channel();
  }

  /** The exact numbers of a table that a recount knows. */
  private static List<String> metrics(TableDef table) {
    boolean hasUniques = table.columnNames().contains(Metrics.UNIQUE_AUTHORS.name());
    Stream<String> others = hasUniques
        ? Stream.concat(
            Stream.concat(
                Metrics.DISTINCTS.stream().map(metric -> metric.name()),
                Metrics.DISTINCTS_IN.stream().map(metric -> metric.name())),
            Metrics.PEAKS.stream().map(metric -> metric.name()))
        : Stream.of();
    return Stream.concat(DirectCounts.NAMES.stream(), others)
        .filter(table.columnNames()::contains)
        .toList();
  }

  private Map<Place, Map<String, BigDecimal>> aggregated(Side side, List<String> metrics) {
    TableDef table = side.table();
    Dataset<Row> rows = tables.counted(table, side.slice());
    boolean hasChannel = table.columnNames().contains("channel_id");
    boolean isSummed = table.columnNames().contains("member_key");
    List<Column> place = new ArrayList<>();
    place.add(col("guild_id"));
    place.add(unix_date(col(table.countedBy())).as("start"));
    if (hasChannel) {
      place.add(col("channel_id"));
    }
    Dataset<Row> numbers;
    if (isSummed) {
      Dataset<Row> known = hasChannel ? rows : rows.where(col("member_key").notEqual(0));
      Column[] sums = metrics.stream().map(name -> sum(name).as(name)).toArray(Column[]::new);
      numbers = known
          .groupBy(place.toArray(Column[]::new))
          .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
    } else {
      numbers = rows.select(Stream.concat(place.stream(), metrics.stream().map(name -> col(name)))
          .toArray(Column[]::new));
    }
    Map<Place, Map<String, BigDecimal>> all = new TreeMap<>();
    int first = place.size();
    for (Row row : numbers.collectAsList()) {
      Place of = new Place(
          row.getLong(0),
          LocalDate.ofEpochDay(row.getInt(1)),
          hasChannel ? row.getLong(2) : PlaceTotals.NO_CHANNEL);
      Map<String, BigDecimal> values = new TreeMap<>();
      for (int at = 0; at < metrics.size(); at++) {
        if (!row.isNullAt(first + at)) {
          values.put(metrics.get(at), new BigDecimal(row.get(first + at).toString()));
        }
      }
      // Two rows of one key would be a breach of their own: then they add up.
      all.merge(of, values, (one, two) -> {
        two.forEach((name, value) -> one.merge(name, value, BigDecimal::add));
        return one;
      });
    }
    return all;
  }
}
