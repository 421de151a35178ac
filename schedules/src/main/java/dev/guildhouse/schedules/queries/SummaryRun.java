package dev.guildhouse.schedules.queries;

import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.summary.Summary;
import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.FilledDays;
import dev.guildhouse.schedules.reports.GuildRequests;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;

/** Makes the summary of a guild from one release; the history tells for ever that it was made. */
public final class SummaryRun {
  private final Home home;
  private final Config config;

  public SummaryRun(Home home, Config config) {
    this.home = home;
    this.config = config;
  }

  /**
   * Makes it.
   *
   * @param audience who will read it
   * @throws dev.guildhouse.schema.WarehouseException with code USAGE when there is no such guild, or
   *     the days have no public form
   */
  public SummaryDocument make(
      WarehouseRuns runs, RunTrigger trigger, long guildId, DayRange days, Audience audience) {
    new FilledDays(home).requireGuild("make the summary", guildId);
    RunRequest request = new RunRequest(
        "summary", "--audience " + audience.text(), Long.toString(guildId), days, trigger);
    return runs.read(request, warehouse -> {
      try (HeldRelease tables = warehouse.get().lake().open(request.job())) {
        SummaryDocument summary = of(tables, guildId, days, audience);
        return new Answer<>(
            summary,
            RunEnd.read(tables.release(), 0, "Summary of release " + tables.release() + "."));
      }
    });
  }

  /** The summary of a guild from tables that are open. */
  SummaryDocument of(TableReader tables, long guildId, DayRange days, Audience audience) {
    return Summary.of(
        new GuildRequests(home, config).of(guildId, days, audience),
        new GuildTables(tables, guildId));
  }
}
