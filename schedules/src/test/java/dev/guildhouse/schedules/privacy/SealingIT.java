package dev.guildhouse.schedules.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.simulate.SimulatedLanding;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.privacy.Sealing.SealedMonth;
import dev.guildhouse.schedules.warehouse.FilledHomes;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A month of simulated guilds is sealed: what stays equals what was, and nothing else stays. */
@Tag("acceptance")
class SealingIT {
  private static final YearMonth MONTH = YearMonth.of(2026, 1);
  private static final DayRange DAYS =
      new DayRange(LocalDate.of(2026, 1, 30), LocalDate.of(2026, 2, 3));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));

  @TempDir
  private Path folder;

  private final Set<Long> provenKeys = new HashSet<>();

  @ParameterizedTest
  @EnumSource(PrivacyMode.class)
  void figuresStayAndMembersGo(PrivacyMode mode) throws IOException {
    Home home = filled(mode);
    WarehouseSession session = TestWarehouse.of(home);
    Path copies = folder.resolve("copies");
    FilledHomes.copy(home.landing().resolve("events"), copies);
    SealedFigures before = SealedFigures.of(session.lake().reader(), MONTH);
    Set<Long> keys = keys(session.lake().reader());
    assertThat(keys).hasSizeGreaterThan(10);

    List<SealedMonth> sealed = seal(home, session);

    assertThat(sealed).hasSize(1);
    assertThat(sealed.get(0).guilds()).hasSize(2);
    assertThat(provenKeys).containsAll(keys);
    TableReader after = session.lake().reader();
    assertThat(SealedFigures.of(after, MONTH)).isEqualTo(before);
    assertThat(keys(after)).hasSameSizeAs(keys).doesNotContainAnyElementsOf(keys);
    assertThat(home.warehouse().resolve("months/2026-01"))
        .isDirectoryNotContaining("glob:**/" + mode.name().toLowerCase(Locale.ROOT))
        .isDirectoryContaining("glob:**/sealed");
    assertThat(landed(home)).doesNotContain("received_date=2026-01");

    assertThat(seal(home, session)).isEmpty();
    lateEventsAreCountedAndDropped(home, session, copies, before);
    assertThatThrownBy(() -> session
            .runner()
            .prepare(
                JobGraph.selection(JobGraph.NIGHTLY),
                new DayRange(MONTH.atDay(1), MONTH.atDay(31)),
                Set.copyOf(DAYS.days()),
                TestWarehouse.lease(99),
                9))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.WAITING));
  }

  private static void lateEventsAreCountedAndDropped(
      Home home, WarehouseSession session, Path copies, SealedFigures before) throws IOException {
    FilledHomes.copy(copies, home.landing().resolve("events"));
    RunResult late = session.runner().backfill(DAYS, Reprocess.MISSING, TestWarehouse.lease(99), 8);
    assertThat(late.ingest().orElseThrow().late()).isPositive();
    assertThat(session.lake().reader().sealed().lateEvents())
        .isEqualTo(late.ingest().orElseThrow().late());
    assertThat(late.ingest().orElseThrow().taken()).isZero();
    assertThat(landed(home)).doesNotContain("received_date=2026-01");
    assertThat(SealedFigures.of(session.lake().reader(), MONTH)).isEqualTo(before);
  }

  @Test
  void whoStillReadsTheReleaseBeforeKeepsTheMappingAlive() throws IOException {
    Home home = filled(PrivacyMode.PSEUDONYMOUS);
    WarehouseSession session = TestWarehouse.of(home);
    try (HeldRelease reader = session.lake().open("test")) {
      Set<Long> keys = keys(reader);
      assertThatThrownBy(() -> seal(home, session))
          .isInstanceOfSatisfying(
              WarehouseException.class,
              e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.LOCKED));
      assertThat(keys(reader)).isEqualTo(keys);
      assertThat(provenKeys).isEmpty();
    }
    assertThat(seal(home, session)).hasSize(1);
    assertThat(provenKeys).isNotEmpty();
  }

  private Home filled(PrivacyMode mode) throws IOException {
    Home home = new Home(folder.resolve("home")).prepare();
    FilledHomes.copy("sealing-" + mode, home, to -> fill(to, mode));
    return home;
  }

  private static void fill(Home home, PrivacyMode mode) throws IOException {
    Files.writeString(
        home.configuration(),
        "defaults:\n  privacy: {mode: " + mode.name().toLowerCase(Locale.ROOT) + "}\n");
    SimulationPlan plan = SimulationPlan.of(2, 30, 5, DAYS.length(), 600, 5, DAYS.from());
    SimulatedLanding.land(plan, home);
    WarehouseSession session = TestWarehouse.of(home);
    session.runner().backfill(DAYS, Reprocess.MISSING, TestWarehouse.LEASE, 1);
  }

  private List<SealedMonth> seal(Home home, WarehouseSession session) {
    return SealHere.month(home, CLOCK, MONTH, new Remembering(), () -> session);
  }

  /** Hears which keys are looked for. */
  private final class Remembering implements MonthProof {
    @Override
    public void prepare() {}

    @Override
    public void require(List<Question> questions) {
      questions.forEach(question ->
          question.sealed().values().forEach(all -> Arrays.stream(all).forEach(provenKeys::add)));
    }
  }

  private static Set<Long> keys(TableReader tables) {
    Set<Long> keys = new HashSet<>();
    tables
        .table(
            Rollups.ACTIVITY_HOURLY,
            new DayRange(MONTH.atDay(1), MONTH.plusMonths(1).atDay(1)))
        .select("member_key")
        .distinct()
        .collectAsList()
        .forEach(row -> keys.add(row.getLong(0)));
    keys.remove(0L);
    return keys;
  }

  private static String landed(Home home) throws IOException {
    try (Stream<Path> files = Files.walk(home.landing().resolve("events"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).toList().toString();
    }
  }
}
