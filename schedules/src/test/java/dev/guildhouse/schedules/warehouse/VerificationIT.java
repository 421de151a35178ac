package dev.guildhouse.schedules.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.jobs.verify.Verification;
import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.jobs.verify.VerifiedMetric;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recount of the raw events agrees with every table, and finds what is wrong in one. */
@Tag("acceptance")
class VerificationIT {
  private static final LocalDate FROM = LocalDate.of(2026, 1, 26);
  private static final TableDef CUBE = Rollups.ACTIVITY_HOURLY;
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_WEEKLY = Rollups.of(Entity.GUILD, Period.WEEK);

  @TempDir
  private Path folder;

  @Test
  void agreesWithTheSimulatorAndFindsPlantedErrors() {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(2, 40, 6, 10, 600, 7, FROM);
    SimulatedLanding.land(plan, home);
    WarehouseSession session = TestWarehouse.of(home);
    session.runner().backfill(plan.range(), Reprocess.MISSING, TestWarehouse.LEASE, 1);
    TableReader tables = session.lake().reader();

    Verified sound = verified(home, plan, tables);
    assertThat(sound.breaches()).isEmpty();
    assertThat(sound.metrics())
        .isNotEmpty()
        .allSatisfy(metric -> assertThat(metric.driftPct()).isEqualByComparingTo(BigDecimal.ZERO))
        .allMatch(VerifiedMetric::withinTolerance);
    assertThat(total(sound, "guild_daily.messages")).isGreaterThan(500);
    assertThat(total(sound, "guild_daily.voice_seconds")).isGreaterThan(1_000);
    assertThat(total(sound, "guild_weekly.active_members")).isPositive();

    List<Plant> plants = plants(tables, plan);
    Verified wrong = verified(home, plan, planted(tables, plants));
    assertThat(plants).hasSizeGreaterThanOrEqualTo(10);
    for (Plant plant : plants) {
      assertThat(wrong.breaches())
          .as(plant.error())
          .anyMatch(breach -> breach.key().startsWith(plant.key()));
      String total = plant.key().substring(0, plant.key().indexOf(' '));
      assertThat(wrong.metrics())
          .as(plant.error())
          .anyMatch(metric -> metric.key().startsWith(total) && !metric.withinTolerance());
    }
  }

  @Test
  void aNumberThatIsOffBlocksTheNight() {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(1, 20, 4, 3, 200, 3, FROM);
    SimulatedLanding.land(plan, home);
    WarehouseSession session = TestWarehouse.of(home);
    DayRange two = new DayRange(FROM, FROM.plusDays(2));
    session.runner().backfill(two, Reprocess.MISSING, TestWarehouse.LEASE, 1);
    try (LakeWriter writer = session.lake().writer(TestWarehouse.LEASE, 2)) {
      Slice second = Slice.of(plan.guildIds(), List.of(FROM.plusDays(1)));
      Dataset<Row> wrong = writer
          .folded(GUILD_DAILY, second)
          .withColumn("messages", col("messages").plus(7L));
      writer.replace(GUILD_DAILY, second, wrong);
      writer.publish();
    }
    long release = session.lake().releases().current().number();
    LocalDate third = FROM.plusDays(2);

    // The run's number decides which day is recounted beside those that are new.
    assertThatThrownBy(() -> session.runner().nightly(third, TestWarehouse.LEASE, 3))
        .hasMessageContaining("Cannot publish the night of " + third)
        .hasMessageContaining("the cube agrees, and guild_daily is wrong")
        .hasMessageContaining("guild_daily.messages " + FROM.plusDays(1));
    assertThat(session.lake().releases().current().number()).isEqualTo(release);

    session.runner().nightly(third, TestWarehouse.LEASE, 4);
    assertThat(session.lake().releases().current().number()).isEqualTo(release + 1);
  }

  private static Verified verified(Home home, SimulationPlan plan, TableReader tables) {
    return new Verification(tables, TestWarehouse.config(home))
        .range(plan.range(), new TreeSet<>(plan.guildIds()), (guild, day) -> true);
  }

  private static long total(Verified verified, String key) {
    return verified.metrics().stream()
        .filter(metric -> metric.key().equals(key))
        .findFirst()
        .orElseThrow()
        .direct()
        .longValueExact();
  }

  /**
   * An error in a table.
   *
   * @param key what a verification must name
   */
  private record Plant(
      String error, TableDef table, String key, UnaryOperator<Dataset<Row>> change) {}

  /** Each in one row alone. */
  private static List<Plant> plants(TableReader tables, SimulationPlan plan) {
    long guild = plan.guildIds().get(1);
    Column isOfGuild = col("guild_id").equalTo(guild);
    LocalDate day = FROM.plusDays(2);
    Column isOnDay = isOfGuild.and(col("period_start_date").equalTo(lit(day)));
    Column isDayAfter = isOfGuild.and(col("period_start_date").equalTo(lit(day.plusDays(1))));
    Column isLost =
        row(tables, CUBE, col("guild_id").notEqual(guild).and(col("replies").gt(0)));
    return List.of(
        one(tables, CUBE, "messages", "messages + 1", "a message too many"),
        one(tables, CUBE, "voice_seconds", "voice_seconds - 1", "a second of voice too few"),
        one(tables, CUBE, "reward_amount", "CAST(reward_amount + 0.01 AS DECIMAL(18,4))", "a cent"),
        one(tables, CUBE, "mentions", "0", "mentions lost"),
        one(tables, CHANNEL_DAILY, "unique_authors", "unique_authors + 1", "an author twice"),
        one(
            tables,
            CHANNEL_DAILY,
            "peak_voice_members",
            "peak_voice_members + 1",
            "a peak too high"),
        one(tables, CHANNEL_DAILY, "threads_active", "threads_active + 1", "a thread too many"),
        one(tables, GUILD_WEEKLY, "active_members", "active_members + 3", "a sum of daily uniques"),
        new Plant(
            "a row of the cube lost",
            CUBE,
            key(tables, CUBE, "replies", isLost),
            rows -> rows.where(not(isLost))),
        new Plant(
            "a row of the cube in another channel",
            CUBE,
            key(tables, CUBE, "questions", row(tables, CUBE, col("questions").gt(0))),
            rows -> changed(
                rows, row(tables, CUBE, col("questions").gt(0)), "channel_id", "channel_id + 1")),
        new Plant(
            "a message moved to another day, so that the total stays",
            GUILD_DAILY,
            "guild_daily.messages " + day,
            rows -> rows.withColumn(
                "messages",
                when(isOnDay, col("messages").plus(1L))
                    .when(isDayAfter, col("messages").minus(1L))
                    .otherwise(col("messages")))),
        new Plant(
            "a member's day doubled",
            MEMBER_DAILY,
            "member_daily.messages ",
            rows -> rows.unionByName(
                rows.where(row(tables, MEMBER_DAILY, col("messages").gt(0))))));
  }

  /** In the first row in which a number is above 1. */
  private static Plant one(
      TableReader tables, TableDef table, String metric, String changed, String error) {
    Column row = row(tables, table, col(metric).gt(1));
    return new Plant(
        error, table, key(tables, table, metric, row), rows -> changed(rows, row, metric, changed));
  }

  private static String key(TableReader tables, TableDef table, String metric, Column row) {
    Row found = tables.table(table).where(row).first();
    return table.name() + "." + metric + " " + found.getAs(table.countedBy());
  }

  private static Dataset<Row> changed(
      Dataset<Row> rows, Column where, String column, String changed) {
    return rows.withColumn(column, when(where, expr(changed)).otherwise(col(column)));
  }

  /** The condition that holds for one row alone, the first of those that another one holds for. */
  private static Column row(TableReader tables, TableDef table, Column condition) {
    List<Column> key = table.key().stream().map(name -> col(name)).toList();
    Row found =
        tables.table(table).where(condition).orderBy(key.toArray(Column[]::new)).first();
    return table.key().stream()
        .map(name -> col(name).equalTo(lit(found.<Object>getAs(name))))
        .reduce(Column::and)
        .orElseThrow();
  }

  /** The same tables with all errors in them. */
  private static TableReader planted(TableReader tables, List<Plant> plants) {
    return new TableReader() {
      @Override
      public Dataset<Row> table(TableDef wanted, DayRange countedOn) {
        Dataset<Row> rows = tables.table(wanted, countedOn);
        for (Plant plant : plants) {
          rows = plant.table().equals(wanted) ? plant.change().apply(rows) : rows;
        }
        return rows;
      }

      @Override
      public Dataset<Row> folded(TableDef wanted, Slice slice) {
        return tables.folded(wanted, slice);
      }

      @Override
      public Dataset<Row> events(Slice slice, Set<EventType> types) {
        return tables.events(slice, types);
      }

      @Override
      public Dataset<Row> table(TableDef wanted) {
        return tables.table(wanted);
      }

      @Override
      public long release() {
        return tables.release();
      }
    };
  }
}
