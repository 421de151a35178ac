package dev.guildhouse.schedules.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nights, of which the second brings late what belongs to days that the first had published. */
@Tag("acceptance")
class RestatementsIT {
  private static final LocalDate SUNDAY = LocalDate.of(2026, 2, 1);
  private static final SimulationPlan PLAN =
      SimulationPlan.of(1, 30, 4, 4, 600, 5, SUNDAY.minusDays(2));

  @TempDir
  private Path folder;

  private record Change(
      String table, long channel, LocalDate start, String metric, BigDecimal was, BigDecimal is) {}

  @Test
  void saysWhichPublishedNumbersChanged() throws IOException {
    Home home = new Home(folder);
    SimulatedLanding.land(PLAN, home);
    Path events = home.landing().resolve("events");
    Path later = Files.createDirectories(home.landing().resolve("later"));
    move(events, later, SUNDAY.plusDays(1));
    WarehouseSession session = TestWarehouse.of(home);
    session.runner().nightly(SUNDAY, TestWarehouse.LEASE, 1);
    HeldRelease first = session.lake().open("test");
    assertThat(first.table(Marts.RESTATEMENTS).count()).isZero();

    move(later, events, LocalDate.MIN);
    RunResult second = session.runner().nightly(SUNDAY.plusDays(1), TestWarehouse.LEASE, 2);

    TableReader after = session.lake().reader();
    Set<Change> wanted = differences(first, after);
    first.close();
    assertThat(wanted).isNotEmpty();
    assertThat(restated(after, second.release())).isEqualTo(wanted);

    session.runner().nightly(SUNDAY.plusDays(1), TestWarehouse.LEASE, 3);
    assertThat(session.lake().reader().table(Marts.RESTATEMENTS).count()).isEqualTo(wanted.size());
  }

  /** What differs in days, weeks and months that were over after the first night. */
  private static Set<Change> differences(TableReader first, TableReader after) {
    Set<Change> differences = new HashSet<>();
    for (Entity entity : List.of(Entity.GUILD, Entity.CHANNEL)) {
      for (Period period : Period.values()) {
        Map<String, Row> guilds = rows(first, Entity.GUILD, period);
        Map<String, Row> was = rows(first, entity, period);
        Map<String, Row> is = rows(after, entity, period);
        Set<String> keys = new HashSet<>(was.keySet());
        keys.addAll(is.keySet());
        for (String key : keys) {
          LocalDate start = LocalDate.parse(key.substring(0, 10));
          boolean isPublished = guilds.containsKey(start + " 0")
              && !period.holding(start).to().isAfter(SUNDAY.plusDays(1));
          for (Metric metric : isPublished ? Metrics.of(entity) : List.<Metric>of()) {
            BigDecimal one = number(was.get(key), metric);
            BigDecimal other = number(is.get(key), metric);
            if (!String.valueOf(one).equals(String.valueOf(other))) {
              differences.add(new Change(
                  Rollups.name(entity, period),
                  Long.parseLong(key.substring(11)),
                  start,
                  metric.name(),
                  one,
                  other));
            }
          }
        }
      }
    }
    return differences;
  }

  private static Map<String, Row> rows(TableReader tables, Entity entity, Period period) {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : tables
        .table(Rollups.of(entity, period))
        .withColumn("start", col("period_start_date").cast("string"))
        .collectAsList()) {
      long channel = entity == Entity.GUILD ? 0 : row.<Long>getAs("channel_id");
      rows.put(row.getAs("start") + " " + channel, row);
    }
    return rows;
  }

  private static BigDecimal number(Row row, Metric metric) {
    boolean isCounted = metric instanceof Metric.Sum
        || metric instanceof Metric.Distinct
        || metric instanceof Metric.DistinctIn;
    Object value = row == null ? null : row.getAs(metric.name());
    if (value == null) {
      return isCounted ? new BigDecimal("0.0000") : null;
    }
    return new BigDecimal(value.toString()).setScale(4, RoundingMode.HALF_UP);
  }

  private static Set<Change> restated(TableReader tables, long release) {
    Set<Change> numbers = new HashSet<>();
    for (Row row : tables
        .table(Marts.RESTATEMENTS)
        .withColumn("start", col("period_start_date").cast("string"))
        .collectAsList()) {
      assertThat(row.<String>getAs("reason")).as("%s", row).isIn(reasons(row.getAs("metric")));
      assertThat(row.<Long>getAs("release")).isEqualTo(release);
      assertThat(row.<Long>getAs("run")).isEqualTo(2);
      numbers.add(new Change(
          row.getAs("table_name"),
          row.getAs("channel_id"),
          LocalDate.parse(row.getAs("start")),
          row.getAs("metric"),
          row.getAs("old_value"),
          row.getAs("new_value")));
    }
    return numbers;
  }

  /** What may have changed a number of a night that brings all kinds of events late. */
  private static List<String> reasons(String metric) {
    return switch (metric) {
      case "voice_seconds", "voice_sessions", "unique_voice_members", "peak_voice_members" ->
        List.of("late");
      case "joins", "leaves" -> List.of("late", "duplicate");
      default -> List.of("late", "delete", "late,delete");
    };
  }

  /** Moves what was received on a day or after it. */
  private static void move(Path from, Path to, LocalDate first) throws IOException {
    try (Stream<Path> days = Files.list(from)) {
      for (Path day : days.toList()) {
        String name = day.getFileName().toString();
        boolean isReceived = name.startsWith("received_date=");
        if (isReceived
            && !LocalDate.parse(name.substring("received_date=".length())).isBefore(first)) {
          Files.move(day, to.resolve(name));
        }
      }
    }
  }
}
