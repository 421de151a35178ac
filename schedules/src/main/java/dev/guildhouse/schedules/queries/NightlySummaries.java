package dev.guildhouse.schedules.queries;

import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.FilledDays;
import dev.guildhouse.schedules.warehouse.FinishedRun;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.SummaryFile;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What each night tells of a guild: a summary of its day and of the 7, 30 and 90 days up to it, as a
 * file and as a row of the table {@code summaries}. Written again, both are replaced.
 */
public final class NightlySummaries {
  private static final List<Integer> WINDOWS = List.of(1, 7, 30, 90);

  private static final String NAME = "summaries";

  private final Home home;
  private final SummaryRun summaries;

  public NightlySummaries(Home home, Config config) {
    this.home = home;
    this.summaries = new SummaryRun(home, config);
  }

  /**
   * Writes them, the files first: a run that dies before the table has its rows is simply run again.
   *
   * @param wanted the guilds; empty for all that the tables hold
   * @param day the last that they are about
   * @throws WarehouseException with code WAITING when the night after that day was not run; with code
   *     FAILED when a file cannot be written
   */
  public FinishedRun write(
      WarehouseRuns runs, RunTrigger trigger, List<Long> wanted, LocalDate day) {
    String ids = wanted.isEmpty()
        ? "all"
        : wanted.stream().map(String::valueOf).collect(Collectors.joining(","));
    return runs.run(
        new RunRequest(NAME, ids, DayRange.of(day), trigger), (warehouse, lease, run) -> {
          Collection<Long> guilds = wanted.isEmpty()
              ? new ReleaseStore(home.warehouse()).current().ledger().guilds()
              : wanted;
          FilledDays filled = new FilledDays(home);
          for (long guild : guilds) {
            filled.requireNight("write the summaries", guild, DayRange.of(day));
          }
          WarehouseSession open = warehouse.get();
          List<SummaryDocument> told = new ArrayList<>();
          try (HeldRelease tables = open.lake().open(NAME)) {
            for (long guild : guilds) {
              for (int days : WINDOWS) {
                DayRange window = DayRange.through(day.minusDays(days - 1L), day);
                SummaryDocument summary = summaries.of(tables, guild, window, Audience.MODERATORS);
                write(guild, window, summary);
                told.add(summary);
              }
            }
          }
          StopPoint.reached("summaries.written");
          return open.runner().keep(told, lease, run.number());
        });
  }

  private void write(long guild, DayRange window, SummaryDocument summary) {
    SummaryFile file = SummaryFile.of(home, guild, window);
    try {
      file.write(summary.toJson());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "write " + file.path(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that " + home.root() + " can be written and has room, then run it again.",
          e);
    }
  }
}
