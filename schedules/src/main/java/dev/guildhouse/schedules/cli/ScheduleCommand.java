package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.clock.SlotRunner;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.slots.Slot;
import dev.guildhouse.schedules.operations.slots.SlotState;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.serve.ServeContext;
import dev.guildhouse.schedules.serve.SparkWork;
import dev.guildhouse.schedules.serve.WarmSession;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schedules.timetable.TimetableReading;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.ConfigProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** What runs when. */
@Command(
    name = "schedule",
    description = {
      "Shows what guildhouse serve runs when, and runs, pauses and resumes it.",
      "Schedules are shipped; schedules.yaml in the home changes them and adds others."
    },
    subcommands = {
      ScheduleCommand.ListSchedules.class,
      ScheduleCommand.Check.class,
      ScheduleCommand.RunNow.class,
      ScheduleCommand.Pause.class,
      ScheduleCommand.Resume.class,
      ScheduleCommand.History.class
    })
final class ScheduleCommand {

  /** The schedules with their next slots. */
  @Command(
      name = "list",
      description = {
        "Shows every schedule with its next slots.",
        "Times are UTC, or the schedule's own clock in the column when."
      },
      footer = {"guildhouse schedule list --next 5"})
  static final class ListSchedules implements Task {
    private static final int MOST = 100;

    @Option(
        names = "--next",
        paramLabel = "N",
        defaultValue = "1",
        description = "How many slots to show. Default: ${DEFAULT-VALUE}.")
    private int next;

    @Override
    public ExitCode run(Workplace place) {
      if (next < 1 || next > MOST) {
        throw WarehouseException.usage(
            "show " + next + " slots", "that is no number from 1 to " + MOST, "Give --next 5.");
      }
      Timetable timetable = timetable(place);
      Set<String> paused = Set.of();
      Map<String, Instant> successes = Map.of();
      try (OperationsDatabase database = place.existingOperations()) {
        if (database != null) {
          paused = new Slots(database).paused();
          successes = new Slots(database).successes();
        }
      }
      Table table = Table.of(
          "schedule",
          "job",
          "when",
          "time_zone",
          "catch_up",
          "after",
          "state",
          "last_success",
          "next");
      for (Schedule schedule : timetable.schedules()) {
        String state = paused.contains(schedule.name()) ? "paused" : "on";
        for (Instant slot : slots(schedule, place.clock().instant())) {
          table.row(
              schedule.name(),
              schedule.job(),
              schedule.recurrence().text(),
              schedule.zone().getId(),
              schedule.catchUp().text(),
              String.join(", ", schedule.after()),
              state,
              successes.get(schedule.name()),
              slot);
        }
        if (!schedule.isEnabled()) {
          table.row(
              schedule.name(),
              schedule.job(),
              schedule.recurrence().text(),
              schedule.zone().getId(),
              schedule.catchUp().text(),
              String.join(", ", schedule.after()),
              "off",
              successes.get(schedule.name()),
              null);
        }
      }
      place.console().table(table);
      return ExitCode.OK;
    }

    private List<Instant> slots(Schedule schedule, Instant now) {
      List<Instant> slots = new ArrayList<>();
      Instant slot = now;
      while (schedule.isEnabled() && slots.size() < next) {
        slot = schedule.next(slot);
        slots.add(slot);
      }
      return slots;
    }
  }

  /** Whether the schedules can be used. */
  @Command(
      name = "check",
      description = "Checks schedules.yaml of the home; the exit code is 2 if it cannot be used.")
  static final class Check implements Task {
    @Override
    public ExitCode run(Workplace place) {
      TimetableReading reading = ScheduledJobs.schedules(place.home());
      Console console = place.console();
      if (console.format() == Console.Format.JSON) {
        Table problems = Table.of("path", "line", "given", "allowed");
        for (ConfigProblem problem : reading.problems()) {
          problems.row(problem.path(), problem.place().line(), problem.given(), problem.allowed());
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("file", place.home().schedules().toString());
        answer.put("is_valid", reading.problems().isEmpty());
        answer.put("problems", problems);
        console.json(answer);
        return reading.problems().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
      }
      int schedules = reading.timetable().enabled().size();
      console.say("All is well: " + schedules + " schedules are on.");
      return ExitCode.OK;
    }
  }

  /** Runs a schedule now. */
  @Command(
      name = "run",
      description = {
        "Runs a schedule now, in this process, and waits for its end.",
        "Without --slot it runs as if it were due now. A slot that failed can be run again, one that"
            + " succeeded cannot. The exit code is 1 if it fails."
      },
      footer = {
        "guildhouse schedule run nightly",
        "guildhouse schedule run weekly_community --slot 2026-03-09T06:00:00Z"
      })
  static final class RunNow implements Task {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Option(
        names = "--slot",
        paramLabel = "INSTANT",
        converter = InstantConverter.class,
        description = "One of its slots, as guildhouse schedule history shows them.")
    private @Nullable Instant slot;

    @Override
    public Engine engine() {
      return Engine.SPARK;
    }

    @Override
    public ExitCode run(Workplace place) {
      Timetable timetable = timetable(place);
      Schedule schedule = timetable.named(name);
      Instant now = place.clock().instant().truncatedTo(ChronoUnit.SECONDS);
      Instant at = slot == null ? now : slot(schedule, slot, now);
      try (OperationsDatabase database = place.operations();
          WarmSession warm =
              new WarmSession(place.preparedHome(), place.config(), place.clock(), database)) {
        ServeContext context =
            new ServeContext(place.preparedHome(), place.config(), place.clock(), database, warm);
        try (SlotRunner runner = new SlotRunner(
            timetable, database, new SparkWork(context), place.config().serve().lease())) {
          Slot ended = runner.byHand(schedule, at);
          tell(place.console(), ended);
          return ended.state() == SlotState.FAILED ? ExitCode.FAILED : ExitCode.OK;
        }
      }
    }

    private static Instant slot(Schedule schedule, Instant given, Instant now) {
      if (!schedule.hasSlotAt(given)) {
        throw WarehouseException.usage(
            "run " + schedule.name() + " for " + given,
            "it has no slot then",
            "The next one after it is " + schedule.next(given) + ".");
      }
      if (given.isAfter(now)) {
        throw WarehouseException.waiting(
            "run " + schedule.name() + " for " + given,
            "it is not due yet",
            "Leave out --slot to run it now.");
      }
      return given;
    }

    private static void tell(Console console, Slot ended) {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("schedule", ended.schedule());
      answer.put("slot", ended.at());
      answer.put("state", ended.state().text());
      answer.put("message", ended.message());
      console.fields(answer);
    }
  }

  /** Pauses a schedule. */
  @Command(
      name = "pause",
      description = {
        "Pauses a schedule until it is resumed; what runs already goes on.",
        "Slots that come meanwhile are caught up afterwards as its catch_up says."
      })
  static final class Pause implements Task {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Override
    public ExitCode run(Workplace place) {
      Schedule schedule = timetable(place).named(name);
      try (OperationsDatabase database = place.operations()) {
        boolean isNew = new Slots(database).pause(schedule.name());
        tell(place.console(), schedule, "paused", isNew);
      }
      return ExitCode.OK;
    }
  }

  /** Ends a pause. */
  @Command(name = "resume", description = "Ends the pause of a schedule.")
  static final class Resume implements Task {
    @Parameters(paramLabel = "NAME", description = "The schedule.")
    private String name = "";

    @Override
    public ExitCode run(Workplace place) {
      Schedule schedule = timetable(place).named(name);
      try (OperationsDatabase database = place.operations()) {
        boolean isNew = new Slots(database).resume(schedule.name());
        tell(place.console(), schedule, "on", isNew);
      }
      return ExitCode.OK;
    }
  }

  /** What became of slots. */
  @Command(
      name = "history",
      description = "Shows the newest slots, of one schedule or of all, and what became of them.")
  static final class History implements Task {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The schedule. Default: all.")
    private @Nullable String name;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many slots to show. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Override
    public ExitCode run(Workplace place) {
      Table table = Table.of(
          "schedule",
          "slot",
          "state",
          "attempts",
          "by",
          "started_at",
          "finished_at",
          "next_attempt_at",
          "message");
      try (OperationsDatabase database = place.existingOperations()) {
        List<Slot> newest = database == null ? List.of() : new Slots(database).newest(name, limit);
        for (Slot slot : newest) {
          table.row(
              slot.schedule(),
              slot.at(),
              slot.state().text(),
              slot.attempts(),
              slot.startedBy().text(),
              slot.startedAt(),
              slot.finishedAt(),
              slot.nextAttemptAt(),
              slot.message());
        }
      }
      place.console().table(table);
      return ExitCode.OK;
    }
  }

  private static Timetable timetable(Workplace place) {
    return ScheduledJobs.schedules(place.home()).timetable();
  }

  private static void tell(Console console, Schedule schedule, String state, boolean isNew) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("schedule", schedule.name());
    answer.put("state", state);
    answer.put("is_new", isNew);
    console.fields(answer);
  }

  /** Reads an instant in UTC. */
  static final class InstantConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' is no instant; write it as 2026-03-09T06:00:00Z");
      }
    }
  }
}
