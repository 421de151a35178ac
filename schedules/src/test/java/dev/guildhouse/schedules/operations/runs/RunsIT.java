package dev.guildhouse.schedules.operations.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.DeliveryState;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class RunsIT {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final DayRange WEEK = DayRange.through(DAY, DAY.plusDays(6));

  @Parameter
  private Engine engine;

  private final TestClock clock = new TestClock();
  private OperationsDatabase database;
  private Runs runs;

  @BeforeEach
  void open() {
    database = engine.open(clock);
    runs = new Runs(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void historyKeepsWhatARunWasAskedAndWhatCameOfIt() {
    RunRequest request = new RunRequest("messages", "all", WEEK, RunTrigger.COMMAND_LINE);
    StartedRun started = runs.start(request);
    assertThat(runs.list(RunFilter.newest(5))).singleElement().satisfies(run -> {
      assertThat(run.state()).isEqualTo(RunState.RUNNING);
      assertThat(run.finishedAt()).isNull();
    });

    clock.advance(Duration.ofSeconds(7));
    started.finish(new RunEnd(
        RunState.SUCCEEDED,
        41,
        17L,
        "{\"events\": 3}",
        "2 days",
        List.of(
            new RunDay(8, DAY.plusDays(1), "skipped", 0, "covered by nothing"),
            new RunDay(8, DAY, "succeeded", 41, "")),
        List.of(),
        List.of()));

    assertThat(runs.list(RunFilter.newest(5))).singleElement().satisfies(run -> {
      assertThat(run.number()).isEqualTo(started.number());
      assertThat(run.request()).isEqualTo(request);
      assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
      assertThat(run.startedAt()).isEqualTo(TestClock.START);
      assertThat(run.finishedAt()).isEqualTo(TestClock.START.plusSeconds(7));
      assertThat(run.rows()).isEqualTo(41);
      assertThat(run.release()).isEqualTo(17);
      assertThat(run.inputs()).isEqualTo("{\"events\": 3}");
      assertThat(run.message()).isEqualTo("2 days");
    });
    assertThat(runs.days(started.number()))
        .containsExactly(
            new RunDay(8, DAY, "succeeded", 41, ""),
            new RunDay(8, DAY.plusDays(1), "skipped", 0, "covered by nothing"));
  }

  @Test
  void runNumbersRise() {
    long first = finished("messages", RunState.SUCCEEDED);
    long second = finished("messages", RunState.FAILED);
    assertThat(second).isGreaterThan(first);
  }

  @Test
  void listIsNewestFirstAndFiltered() {
    long old = finished("messages", RunState.SUCCEEDED);
    clock.advance(Duration.ofHours(1));
    long failed = finished("messages", RunState.FAILED);
    long other = finished("threads", RunState.SUCCEEDED);

    assertThat(runs.list(RunFilter.newest(2)))
        .extracting(Run::number)
        .containsExactly(other, failed);
    assertThat(runs.list(RunFilter.newest(9).ofJob("messages")))
        .extracting(Run::number)
        .containsExactly(failed, old);
    assertThat(runs.list(RunFilter.newest(9).inState(RunState.SUCCEEDED)))
        .extracting(Run::number)
        .containsExactly(other, old);
    assertThat(runs.list(RunFilter.newest(9).since(TestClock.START.plusSeconds(1))))
        .extracting(Run::number)
        .containsExactly(other, failed);
    assertThat(runs.lastSuccess("messages")).map(Run::number).contains(old);
    assertThat(runs.lastSuccess("voice_sessions")).isEmpty();
  }

  @Test
  void runWhoseProcessIsGoneWasKilled() {
    StartedRun dead = start("messages");
    StartedRun alive = start("threads");
    database.transaction(
        "let the process be another",
        transaction -> transaction.update(
            "UPDATE runs SET process_start = '1' WHERE run_number = ?", dead.number()));

    assertThat(runs.list(RunFilter.newest(9).inState(RunState.KILLED)))
        .extracting(Run::number)
        .containsExactly(dead.number());
    assertThat(runs.list(RunFilter.newest(9).inState(RunState.RUNNING)))
        .extracting(Run::number)
        .containsExactly(alive.number());
  }

  @Test
  void runElsewhereThatGivesNoSignOfLifeWasKilled() {
    StartedRun run = start("messages");
    database.transaction(
        "move it to another machine",
        transaction -> transaction.update("UPDATE runs SET process_machine = 'another'"));
    clock.advance(Duration.ofMinutes(1));
    runs.signOfLife(run.number());
    clock.advance(Duration.ofMinutes(1));
    assertThat(states()).containsExactly(RunState.RUNNING);

    clock.advance(Duration.ofMinutes(1));
    assertThat(states()).containsExactly(RunState.KILLED);
  }

  @Test
  void runThatIsLeftWithoutAnEndHasFailed() {
    start("messages").close();
    assertThat(states()).containsExactly(RunState.FAILED);
  }

  @Test
  void runEndsOnce() {
    StartedRun run = start("messages");
    run.finish(RunEnd.without(RunState.WAITING, "events is filled until 2026-02-28"));
    assertThatThrownBy(() -> run.finish(RunEnd.without(RunState.SUCCEEDED, "")))
        .isInstanceOf(IllegalStateException.class);
    run.close();
    assertThat(states()).containsExactly(RunState.WAITING);
  }

  @Test
  void endBringsFreshnessAndDeliveriesWithIt() {
    NewDelivery report =
        new NewDelivery(8, "weekly", WEEK, 1, 99, "8/weekly/2026-W09/1/manifest.json");
    StartedRun first = start("nightly");
    first.finish(endWith(List.of(new TableFreshness("messages", DAY, 17)), List.of(report)));
    clock.advance(Duration.ofHours(1));
    StartedRun second = start("nightly");
    second.finish(endWith(
        List.of(
            new TableFreshness("threads", DAY, 18),
            new TableFreshness("messages", DAY.plusDays(1), 18)),
        List.of(report)));

    assertThat(new Freshness(database).list())
        .containsExactly(
            new Freshness.Entry("messages", DAY.plusDays(1), TestClock.START.plusSeconds(3600), 18),
            new Freshness.Entry("threads", DAY, TestClock.START.plusSeconds(3600), 18));
    assertThat(new Deliveries(database, Duration.ofMinutes(10)).status().counts())
        .containsEntry(DeliveryState.PENDING, 1);
  }

  @Test
  void endThatCannotBeStoredWholeLeavesNothing() {
    StartedRun run = start("nightly");
    RunDay day = new RunDay(8, DAY, "succeeded", 1, "");
    assertThatThrownBy(() -> run.finish(new RunEnd(
            RunState.SUCCEEDED,
            1,
            17L,
            "{}",
            "",
            List.of(day, day),
            List.of(new TableFreshness("messages", DAY, 17)),
            List.of())))
        .hasMessageContaining("Cannot store the end of run " + run.number());

    assertThat(states()).containsExactly(RunState.RUNNING);
    assertThat(runs.days(run.number())).isEmpty();
    assertThat(new Freshness(database).list()).isEmpty();
  }

  private static RunEnd endWith(List<TableFreshness> freshness, List<NewDelivery> deliveries) {
    return new RunEnd(RunState.SUCCEEDED, 1, 17L, "{}", "", List.of(), freshness, deliveries);
  }

  private long finished(String job, RunState state) {
    StartedRun run = start(job);
    run.finish(RunEnd.without(state, ""));
    return run.number();
  }

  private StartedRun start(String job) {
    return runs.start(new RunRequest(job, "all", null, RunTrigger.SCHEDULE));
  }

  private List<RunState> states() {
    return runs.list(RunFilter.newest(9)).stream().map(Run::state).toList();
  }
}
