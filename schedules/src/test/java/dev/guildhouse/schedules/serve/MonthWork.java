package dev.guildhouse.schedules.serve;

import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.schedules.clock.SlotWork;
import dev.guildhouse.schedules.delivery.WrittenReport;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.timetable.Schedule;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schedules.work.WorkDone;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What schedules do, without the tables: reports are written and queued as the real ones are, some
 * lines long. Attempts fail now and then, before a report, between two guilds, and before it is queued.
 */
final class MonthWork implements SlotWork {
  /** One in so many. */
  private static final int OFTEN = 15;

  private static final int RARELY = 40;

  private final Home home;
  private final OperationsDatabase database;
  private final Map<Long, Long> channels;
  private final Runnable cut;
  private final Random random;
  private final Map<String, Integer> failures = new HashMap<>();

  /**
   * @param channels of guilds
   * @param cut ends every connection to the database
   */
  MonthWork(
      Home home,
      OperationsDatabase database,
      Map<Long, Long> channels,
      Runnable cut,
      Random random) {
    this.home = home;
    this.database = database;
    this.channels = channels;
    this.cut = cut;
    this.random = random;
  }

  /** How many slots did not succeed at once. */
  int failed() {
    return failures.size();
  }

  @Override
  public WorkDone run(Schedule schedule, Instant slot, RunTrigger trigger) {
    mayFail(schedule, slot);
    String name = schedule.options().report();
    if (name == null) {
      return new WorkDone(true, "Nothing, as it is no report.");
    }
    DayRange days = Reports.comingAlong().named(name).usualPeriod(JobContext.dayOf(slot));
    WarehouseRuns runs = new WarehouseRuns(
        database,
        () -> {
          throw new AssertionError("nobody asks for Spark");
        },
        Duration.ZERO);
    channels.forEach((guild, channel) -> {
      RunRequest request = new RunRequest("report " + name, Long.toString(guild), days, trigger);
      runs.<Boolean>read(request, session -> {
        ReportFolder folder = write(guild, channel, name, days, slot);
        mayFail(schedule, slot);
        if (random.nextInt(OFTEN) == 0) {
          cut.run();
        }
        return new WarehouseRuns.Answer<>(true, end(folder));
      });
      mayFail(schedule, slot);
    });
    return new WorkDone(true, "Wrote " + name + " for " + days + ".");
  }

  @Override
  public void cancel(Schedule schedule, Instant slot) {
    throw new AssertionError("nothing takes long here");
  }

  private ReportFolder write(long guild, long channel, String name, DayRange days, Instant slot) {
    try {
      // The slot's time, so that what is written again has the same bytes.
      return new WrittenReport(home.reports(), slot.truncatedTo(ChronoUnit.MILLIS))
          .of(guild, name, days)
          .channel(channel)
          .file("a.csv", (guild + name + days).getBytes(StandardCharsets.UTF_8))
          .write();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunEnd end(ReportFolder folder) {
    return new RunEnd(
        RunState.SUCCEEDED,
        0,
        null,
        "{}",
        "",
        List.of(),
        List.of(),
        NewDelivery.of(home.reports(), folder));
  }

  /** Never so often that a slot is given up. */
  private void mayFail(Schedule schedule, Instant slot) {
    boolean fails = random.nextInt(schedule.options().report() == null ? RARELY : OFTEN) == 0;
    if (fails && failures.merge(schedule.name() + slot, 1, Integer::sum) <= schedule.retries()) {
      throw random.nextBoolean()
          ? WarehouseException.failed("finish", "a disk was away", "It is tried again.")
          : WarehouseException.locked("finish", "another writes tables", "It is tried again.");
    }
  }
}
