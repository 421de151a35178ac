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
import dev.guildhouse.jobs.lake.Slice;
import dev.guildhouse.jobs.lake.TableReader;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recount of the raw events agrees with every table, and finds what is wrong in one. */
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
    SimulationPlan plan = SimulationPlan.of(2, 40, 6, 8, 800, 7, FROM);
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

    Slice some =
        Slice.of(List.of(plan.guildIds().get(1)), List.of(FROM, FROM.plusDays(2), FROM.plusDays(3)));
    planted(tables, plan).forEach((error, wrong) -> {
      Verified found = error.contains("weekly")
          ? verified(home, plan, wrong)
          : new Verification(wrong, TestWarehouse.config(home)).days(some);
      assertThat(found.breaches()).as(error).isNotEmpty();
      assertThat(found.metrics()).as(error).anyMatch(metric -> !metric.withinTolerance());
    });
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
      Dataset<Row> wrong =
          writer.folded(GUILD_DAILY, second).withColumn("messages", col("messages").plus(7L));
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

  /** Each in one place alone, and none changes what the whole range sums up to by much. */
  private static Map<String, TableReader> planted(TableReader tables, SimulationPlan plan) {
    long guild = plan.guildIds().get(1);
    LocalDate day = FROM.plusDays(2);
    Column isDay = col("guild_id").equalTo(guild);
    Map<String, TableReader> planted = new LinkedHashMap<>();
    planted.put(
        "one message too many in one cell of the cube",
        with(tables, CUBE, rows -> changed(rows, first(rows, isDay.and(col("messages").gt(0))), "messages", "messages + 1")));
    planted.put(
        "one second of voice missing",
        with(tables, CUBE, rows -> changed(rows, first(rows, isDay.and(col("voice_seconds").gt(1))), "voice_seconds", "voice_seconds - 1")));
    planted.put(
        "a row of the cube lost",
        with(tables, CUBE, rows -> rows.where(not(first(rows, isDay.and(col("reactions_given").gt(0)))))));
    planted.put(
        "a message in the wrong channel",
        with(tables, CUBE, rows -> changed(rows, first(rows, isDay.and(col("messages").gt(0))), "channel_id", "channel_id + 1")));
    planted.put(
        "a message on the wrong day",
        with(tables, CUBE, rows -> changed(rows, first(rows, isDay.and(col("messages").gt(0)).and(col("activity_date").equalTo(lit(day)))), "activity_date", "date_add(activity_date, 1)")));
    planted.put(
        "one author counted twice in a channel",
        with(tables, CHANNEL_DAILY, rows -> changed(rows, first(rows, isDay.and(col("unique_authors").gt(0))), "unique_authors", "unique_authors + 1")));
    planted.put(
        "too high a peak of voice",
        with(tables, CHANNEL_DAILY, rows -> changed(rows, first(rows, isDay.and(col("peak_voice_members").gt(0))), "peak_voice_members", "peak_voice_members + 1")));
    planted.put(
        "a day of a guild lost",
        with(tables, GUILD_DAILY, rows -> rows.where(not(isDay.and(col("period_start_date").equalTo(lit(day)))))));
    planted.put(
        "a sum of two days swapped, so that the total stays",
        with(tables, GUILD_DAILY, rows -> rows.withColumn(
            "messages",
            when(isDay.and(col("period_start_date").equalTo(lit(day))), col("messages").plus(1L))
                .when(isDay.and(col("period_start_date").equalTo(lit(day.plusDays(1)))), col("messages").minus(1L))
                .otherwise(col("messages")))));
    planted.put(
        "a member's day doubled",
        with(tables, MEMBER_DAILY, rows -> rows.unionByName(rows.where(first(rows, isDay.and(col("messages").gt(0)))))));
    planted.put(
        "a weekly unique that is a sum of days",
        with(tables, GUILD_WEEKLY, rows -> changed(rows, isDay, "active_members", "active_members + 3")));
    planted.put(
        "a reward of a hundredth more",
        with(tables, CUBE, rows -> changed(rows, first(rows, isDay.and(col("reward_amount").gt(0))), "reward_amount", "CAST(reward_amount + 0.01 AS DECIMAL(18,4))")));
    return planted;
  }

  private static Dataset<Row> changed(
      Dataset<Row> rows, Column where, String column, String changed) {
    return rows.withColumn(column, when(where, expr(changed)).otherwise(col(column)));
  }

  /** Picks one row of those that a condition holds for. */
  private static Column first(Dataset<Row> rows, Column condition) {
    boolean isByHour = List.of(rows.columns()).contains("hour_at");
    String day = isByHour ? "hour_at" : "period_start_date";
    List<String> key = List.of(day, "channel_id", "member_key", "guild_id").stream()
        .filter(List.of(rows.columns())::contains)
        .toList();
    List<Row> found = rows.where(condition)
        .orderBy(key.stream().map(name -> col(name)).toArray(Column[]::new))
        .limit(1)
        .collectAsList();
    if (found.isEmpty()) {
      // Another part of the range, in which nothing is planted.
      return lit(false);
    }
    return key.stream()
        .map(name -> col(name).equalTo(lit(found.get(0).<Object>getAs(name))))
        .reduce(Column::and)
        .orElseThrow();
  }

  /** The same tables, one of which is changed. */
  private static TableReader with(
      TableReader tables, TableDef table, UnaryOperator<Dataset<Row>> change) {
    return new TableReader() {
      @Override
      public Dataset<Row> table(TableDef wanted, DayRange countedOn) {
        Dataset<Row> rows = tables.table(wanted, countedOn);
        return wanted.equals(table) ? change.apply(rows) : rows;
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
