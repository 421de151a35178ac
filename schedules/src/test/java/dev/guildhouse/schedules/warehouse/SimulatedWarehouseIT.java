package dev.guildhouse.schedules.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.collector.simulate.truth.Truth;
import dev.guildhouse.collector.simulate.truth.TruthFile;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.warehouse.UserStatsComparison.Doing;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole chain on simulated guilds, whose events come shuffled, doubled and late: every number of
 * every rollup equals the simulator's truth.
 */
class SimulatedWarehouseIT {
  private static final LocalDate FROM = LocalDate.of(2026, 1, 27);

  @TempDir
  private Path folder;

  @Test
  void everyRollupEqualsTheTruthAndASecondBackfillCommitsNothing() {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(2, 50, 8, 8, 2_000, 7, FROM);
    Truth truth = TruthFile.read(SimulatedLanding.land(plan, home).truth().orElseThrow());
    Path damaged = damagedCopy(home);
    WarehouseSession session = TestWarehouse.of(home);
    RunResult first = backfill(session, plan, Reprocess.MISSING, 1);
    assertThat(first.ingest().orElseThrow().quarantined()).hasSize(1);
    assertThat(damaged).doesNotExist();
    assertThat(LandingLayout.of(home).quarantine().resolve("received_date=2026-01-01/hour=00"))
        .isDirectoryContaining("glob:**damaged.reason.json");
    TruthComparison comparison = new TruthComparison(truth, session.lake().reader());
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.compared()).isGreaterThan(10_000);

    voiceColumns(home, plan, truth, session.lake().reader());

    PublicSubtraction attack =
        new PublicSubtraction(session.lake().reader(), plan.range(), LocalDate.of(2026, 3, 2));
    assertThat(attack.leaks()).isEmpty();
    assertThat(attack.shown()).isGreaterThan(1_000);
    assertThat(attack.leaksWithoutComplements()).isNotEmpty();

    RunResult second = backfill(session, plan, Reprocess.MISSING, 2);
    assertThat(second.isPublished()).isFalse();
    assertThat(second.release()).isEqualTo(first.release());
  }

  /** User statistics of voice in a month that begins within the simulation. */
  private static void voiceColumns(
      Home home, SimulationPlan plan, Truth truth, TableReader tables) {
    long guild = plan.guildIds().get(0);
    List<Doing> doings = new ArrayList<>();
    truth
        .guild(guild)
        .members()
        .forEach((member, days) -> days.forEach((day, row) -> {
          if (member != 0) {
            doings.add(new Doing(
                Long.toString(member),
                day,
                0,
                row.count("messages"),
                row.count("voice_seconds"),
                0));
          }
        }));
    YearMonth month = YearMonth.from(FROM);
    UserStatsComparison reports = new UserStatsComparison(home, tables, guild);
    List<List<String>> full = reports.voice("full", month);
    assertThat(full).isEqualTo(UserStatsComparison.expectedVoice("full", month, doings));
    assertThat(Integer.parseInt(full.get(0).get(1))).isGreaterThan(3);
    List<List<String>> expected = UserStatsComparison.expectedVoice("weekday", month, doings);
    List<List<String>> weekdays = reports.voice("weekday", month);
    for (int number = 0; number < expected.size(); number++) {
      if (!weekdays.get(number).get(1).equals("not watched")) {
        assertThat(weekdays.get(number)).isEqualTo(expected.get(number));
      }
    }
    assertThat(weekdays.stream().filter(row -> !row.get(1).equals("not watched")))
        .hasSizeGreaterThanOrEqualTo(5);
  }

  @Test
  @Tag("acceptance")
  void nightAfterNightAndReprocessingGiveTheSameTables() {
    Home home = new Home(folder);
    SimulationPlan plan = SimulationPlan.of(2, 40, 6, 3, 900, 11, FROM.plusDays(4));
    Truth truth = TruthFile.read(SimulatedLanding.land(plan, home).truth().orElseThrow());
    WarehouseSession session = TestWarehouse.of(home);
    long run = nights(session, home, plan);
    assertThat(new TruthComparison(truth, session.lake().reader()).differences())
        .isEmpty();

    backfill(session, plan, Reprocess.ALL, ++run);
    assertThat(new TruthComparison(truth, session.lake().reader()).differences())
        .isEmpty();
  }

  /** Of a large run the driver holds what is few and leaves the rest to Spark, table by table. */
  @Test
  @Tag("acceptance")
  void aRunTooLargeForTheDriverGivesTheSameTables() throws IOException {
    Home small = new Home(folder.resolve("small"));
    SimulationPlan plan = SimulationPlan.of(1, 40, 6, 2, 900, 13, FROM.plusDays(4));
    Truth truth = TruthFile.read(SimulatedLanding.land(plan, small).truth().orElseThrow());
    Home large = new Home(folder.resolve("large"));
    FilledHomes.copy(small.root(), large.root());
    WarehouseSession session = TestWarehouse.of(small);
    backfill(session, plan, Reprocess.MISSING, 1);
    Map<String, List<String>> expected = rows(session.lake().reader());
    RuntimeConfig spark = session.spark().conf();
    spark.set("spark.guildhouse.smallBytes", 32 << 10);
    try {
      WarehouseSession other = TestWarehouse.of(large);
      backfill(other, plan, Reprocess.MISSING, 1);
      assertThat(spark.get("spark.sql.adaptive.enabled")).as("a large run").isEqualTo("true");
      assertThat(new TruthComparison(truth, other.lake().reader()).differences())
          .isEmpty();
      assertThat(rows(other.lake().reader())).isEqualTo(expected);
    } finally {
      spark.unset("spark.guildhouse.smallBytes");
    }
  }

  private static Map<String, List<String>> rows(TableReader tables) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (TableDef table : Tables.ALL) {
      rows.put(
          table.name(),
          tables.table(table).collectAsList().stream()
              .map(Row::toString)
              .sorted()
              .toList());
    }
    return rows;
  }

  /**
   * Night after night, each with what had landed by then.
   *
   * @return the number of the last night's run
   */
  private static long nights(WarehouseSession session, Home home, SimulationPlan plan) {
    Path events = home.landing().resolve("events");
    Path later = home.landing().resolve("later");
    move(events, later);
    long run = 0;
    for (LocalDate day : plan.received().days()) {
      Path received = later.resolve("received_date=" + day);
      if (Files.exists(received)) {
        move(received, events.resolve("received_date=" + day));
      }
      // Days after the simulation hold nothing but what came late, which one night takes in.
      if (day.isBefore(plan.range().to()) || day.equals(plan.received().to().minusDays(1))) {
        session.runner().nightly(lastOf(plan, day), TestWarehouse.LEASE, ++run);
      }
    }
    return run;
  }

  /** Another landing file, sound by its foot, one page of which lost a bit. */
  private static Path damagedCopy(Home home) {
    LandingLayout layout = LandingLayout.of(home);
    Path copy = layout.events().resolve("received_date=2026-01-01/hour=00/damaged.parquet");
    try {
      byte[] bytes =
          Files.readAllBytes(layout.events().resolve(layout.names().iterator().next()));
      bytes[bytes.length / 3] ^= 1;
      Files.createDirectories(copy.getParent());
      Files.write(copy, bytes);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalDate lastOf(SimulationPlan plan, LocalDate day) {
    LocalDate last = plan.range().to().minusDays(1);
    return day.isBefore(last) ? day : last;
  }

  private static RunResult backfill(
      WarehouseSession session, SimulationPlan plan, Reprocess which, long run) {
    DayRange days = new DayRange(plan.range().from(), plan.range().to());
    return session.runner().backfill(days, which, TestWarehouse.LEASE, run);
  }

  private static void move(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
