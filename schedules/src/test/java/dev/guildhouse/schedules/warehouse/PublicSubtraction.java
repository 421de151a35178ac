package dev.guildhouse.schedules.warehouse;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.disclosure.PublicTables;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What a curious member does with all public tables beside each other: subtract every number from
 * every one that holds it, weeks from months, days from weeks, channels from guilds, one running
 * total from the next; and what single members really did, to see of how many a difference tells.
 */
public final class PublicSubtraction {
  private static final int LEAST = 5;
  private static final long GUILD = -1;
  private static final long OTHER = 0;

  private record Spot(long channel, LocalDate day) {}

  /** A number that is shown, the spots it is made of, and what it is called. */
  private record Shown(
      long place, Period period, DayRange days, BigDecimal number, Set<Spot> spots) {
    @Override
    public String toString() {
      return period + " " + days + " of " + place + " (" + number + ")";
    }
  }

  private record GuildMetric(long guild, String metric) {}

  private final Map<GuildMetric, Map<Spot, Set<Long>>> doers = new HashMap<>();
  private final Map<GuildMetric, List<Shown>> told = new HashMap<>();
  private final Map<GuildMetric, List<Shown>> all = new HashMap<>();
  private final List<String> leaks = new ArrayList<>();

  public PublicSubtraction(TableReader tables, DayRange days, LocalDate until) {
    readDoers(tables);
    DayRange asked = new DayRange(days.from().minusDays(40), days.to().plusDays(40));
    read(tables, asked, all);
    read(PublicTables.of(tables, asked, until), asked, told);
    told.replaceAll((key, shown) -> withOthers(key, shown));
    all.replaceAll((key, shown) -> withOthers(key, shown));
  }

  public int shown() {
    return told.values().stream().mapToInt(List::size).sum();
  }

  /** Numbers of fewer than five members that can be worked out, in words. */
  public List<String> leaks() {
    return leaks(told);
  }

  /** The same if no more were hidden than what is small by itself. */
  List<String> leaksWithoutComplements() {
    Map<GuildMetric, List<Shown>> bare = new HashMap<>();
    all.forEach((key, shown) ->
        bare.put(key, shown.stream().filter(number -> isTellable(key, number)).toList()));
    return leaks(bare);
  }

  private boolean isTellable(GuildMetric key, Shown number) {
    return isUnique(key.metric())
        ? isTellable(number.number().longValue())
        : number.place() != OTHER && isTellable(key, number.spots());
  }

  private List<String> leaks(Map<GuildMetric, List<Shown>> tables) {
    leaks.clear();
    tables.forEach((key, shown) -> {
      if (isUnique(key.metric())) {
        shown.forEach(number -> uniqueLeaks(key, number, shown));
      } else {
        sumLeaks(key, shown);
      }
    });
    uniquesOfOneRow(tables);
    return List.copyOf(leaks);
  }

  private void sumLeaks(GuildMetric key, List<Shown> shown) {
    for (Shown larger : shown) {
      check(key, larger.spots(), larger + " by itself");
      for (Shown smaller : shown) {
        if (!larger.equals(smaller) && larger.spots().containsAll(smaller.spots())) {
          check(key, minus(larger.spots(), List.of(smaller)), larger + " less " + smaller);
        }
      }
      for (Period part : List.of(Period.DAY, Period.WEEK)) {
        less(key, larger, part, larger.place(), shown);
        Set<Spot> rest = larger.spots();
        for (Shown next : within(larger, part, larger.place(), shown)) {
          rest = minus(rest, List.of(next));
          check(key, rest, larger + " less everything until " + next);
        }
      }
      lessWeeksAndDays(key, larger, shown);
      for (Period part : Period.values()) {
        shown.stream()
            .map(Shown::place)
            .distinct()
            .filter(place -> larger.place() == GUILD && place != GUILD)
            .forEach(place -> less(key, larger, part, place, shown));
        List<Shown> channels = shown.stream()
            .filter(number -> number.place() != GUILD && number.place() != OTHER)
            .filter(number -> larger.place() == GUILD && number.period() == part)
            .filter(number -> larger.spots().containsAll(number.spots()))
            .toList();
        check(key, minus(larger.spots(), channels), larger + " less its channels by " + part);
      }
    }
  }

  private void less(GuildMetric key, Shown larger, Period part, long place, List<Shown> shown) {
    List<Shown> parts = within(larger, part, place, shown);
    check(key, minus(larger.spots(), parts), larger + " less each " + part + " of " + place);
  }

  private void lessWeeksAndDays(GuildMetric key, Shown larger, List<Shown> shown) {
    List<Shown> parts = new ArrayList<>(within(larger, Period.WEEK, larger.place(), shown));
    parts.addAll(within(larger, Period.DAY, larger.place(), shown));
    check(key, minus(larger.spots(), parts), larger + " less its weeks and days");
  }

  private static List<Shown> within(Shown larger, Period part, long place, List<Shown> shown) {
    return shown.stream()
        .filter(number -> number.period() == part && number.place() == place)
        .filter(number -> larger.spots().containsAll(number.spots()))
        .sorted(Comparator.comparing(Shown::days))
        .toList();
  }

  private static Set<Spot> minus(Set<Spot> spots, Collection<Shown> parts) {
    Set<Spot> rest = new HashSet<>(spots);
    parts.forEach(part -> rest.removeAll(part.spots()));
    return rest;
  }

  private void check(GuildMetric key, Set<Spot> spots, String what) {
    if (!isTellable(key, spots)) {
      leaks.add(key + ": " + what);
    }
  }

  private boolean isTellable(GuildMetric key, Set<Spot> spots) {
    Map<Spot, Set<Long>> of = doers.getOrDefault(key, Map.of());
    Set<Long> members = new HashSet<>();
    spots.forEach(spot -> members.addAll(of.getOrDefault(spot, Set.of())));
    return members.isEmpty() || members.stream().filter(member -> member != 0).count() >= LEAST;
  }

  private static boolean isTellable(long count) {
    return count == 0 || count >= LEAST;
  }

  private void uniqueLeaks(GuildMetric key, Shown smaller, List<Shown> shown) {
    if (!isTellable(smaller.number().longValue())) {
      leaks.add(key + ": " + smaller);
    }
    for (Shown larger : shown) {
      boolean isHeld = (larger.place() == smaller.place() || larger.place() == GUILD)
          && !smaller.days().from().isBefore(larger.days().from())
          && !smaller.days().to().isAfter(larger.days().to());
      if (isHeld && !isTellable(larger.number().subtract(smaller.number()).longValue())) {
        leaks.add(key + ": " + larger + " less " + smaller);
      }
    }
  }

  /** Active members less authors are those who only reacted or talked. */
  private void uniquesOfOneRow(Map<GuildMetric, List<Shown>> tables) {
    tables.forEach((key, actives) -> {
      if (!key.metric().equals(Metrics.ACTIVE_MEMBERS.name())) {
        return;
      }
      for (Metric narrow : Metrics.DISTINCTS) {
        GuildMetric other = new GuildMetric(key.guild(), narrow.name());
        for (Shown few : tables.getOrDefault(other, List.of())) {
          for (Shown many : actives) {
            if (many.place() == few.place()
                && many.days().equals(few.days())
                && !isTellable(many.number().subtract(few.number()).longValue())) {
              leaks.add("active less " + narrow.name() + ": " + many);
            }
          }
        }
      }
    });
  }

  private static boolean isUnique(String metric) {
    return Metrics.DISTINCTS.stream().anyMatch(unique -> unique.name().equals(metric));
  }

  private static List<Metric> metrics() {
    return Stream.concat(
            Metrics.SUMS.stream().filter(sum -> !sum.placement().member().equals("0")),
            Metrics.DISTINCTS.stream())
        .<Metric>map(metric -> metric)
        .toList();
  }

  private void readDoers(TableReader tables) {
    List<String> sums = Metrics.SUMS.stream().map(Metric::name).toList();
    for (Row row : tables
        .table(Rollups.ACTIVITY_HOURLY)
        .withColumn("day", col("activity_date").cast("string"))
        .collectAsList()) {
      Spot spot = new Spot(row.getAs("channel_id"), LocalDate.parse(row.getAs("day")));
      for (String sum : sums) {
        if (new BigDecimal(row.getAs(sum).toString()).signum() != 0) {
          doers
              .computeIfAbsent(new GuildMetric(row.getAs("guild_id"), sum), k -> new HashMap<>())
              .computeIfAbsent(spot, s -> new HashSet<>())
              .add(row.<Long>getAs("member_key"));
        }
      }
    }
  }

  private void read(TableReader tables, DayRange days, Map<GuildMetric, List<Shown>> into) {
    for (Entity entity : List.of(Entity.GUILD, Entity.CHANNEL)) {
      for (Period period : Period.values()) {
        for (Row row : tables
            .table(Rollups.of(entity, period), days)
            .withColumn("start", col("period_start_date").cast("string"))
            .collectAsList()) {
          long place = entity == Entity.GUILD ? GUILD : row.<Long>getAs("channel_id");
          DayRange range = period.holding(LocalDate.parse(row.getAs("start")));
          List<String> columns = Arrays.asList(row.schema().fieldNames());
          for (Metric metric : metrics()) {
            Object number = columns.contains(metric.name()) ? row.getAs(metric.name()) : null;
            if (number != null) {
              GuildMetric key = new GuildMetric(row.getAs("guild_id"), metric.name());
              into.computeIfAbsent(key, k -> new ArrayList<>())
                  .add(new Shown(
                      place,
                      period,
                      range,
                      new BigDecimal(number.toString()),
                      place == OTHER ? Set.of() : spots(key, place, range)));
            }
          }
        }
      }
    }
  }

  private Set<Spot> spots(GuildMetric key, long place, DayRange days) {
    Set<Spot> spots = new HashSet<>();
    for (Spot spot : doers.getOrDefault(key, Map.of()).keySet()) {
      if (days.contains(spot.day()) && (place == GUILD || place == spot.channel())) {
        spots.add(spot);
      }
    }
    return spots;
  }

  /** Gives the row of other channels the spots that it is made of. */
  private List<Shown> withOthers(GuildMetric key, List<Shown> shown) {
    return shown.stream()
        .map(number -> number.place() == OTHER ? other(key, number, shown) : number)
        .filter(Objects::nonNull)
        .toList();
  }

  private Shown other(GuildMetric key, Shown other, List<Shown> shown) {
    List<Shown> channels = shown.stream()
        .filter(number -> number.period() == other.period() && number.days().equals(other.days()))
        .filter(number -> number.place() != GUILD && number.place() != OTHER)
        .toList();
    Set<Spot> rest = minus(spots(key, GUILD, other.days()), channels);
    return new Shown(other.place(), other.period(), other.days(), other.number(), rest);
  }
}
