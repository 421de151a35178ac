package dev.guildhouse.schedules.alerts;

import dev.guildhouse.jobs.alerts.Findings;
import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.FilledDays;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Looks at a day of a guild and tells what is worth an alert. */
public final class AlertRun {
  private final Home home;
  private final Config config;
  private final OperationsDatabase database;
  private final Duration patience;

  /**
   * @param patience how long to wait for another one that does the same
   */
  public AlertRun(Home home, Config config, OperationsDatabase database, Duration patience) {
    this.home = home;
    this.config = config;
    this.database = database;
    this.patience = patience;
  }

  /**
   * Looks.
   *
   * @param guildId of a guild with a channel for alerts
   * @param day of which the night has been run
   * @return how many posts were queued
   */
  public int look(WarehouseRuns runs, RunTrigger trigger, long guildId, LocalDate day) {
    DayRange days = DayRange.of(day);
    RunRequest request = new RunRequest("alerts", Long.toString(guildId), days, trigger);
    return runs.read(request, warehouse -> {
      new FilledDays(home).requireNight("look for alerts of " + day, guildId, days);
      Findings findings;
      try (HeldRelease tables = warehouse.get().lake().open(request.job())) {
        findings = Findings.read(
            new GuildTables(tables, guildId),
            config.guild(guildId),
            new KpiTargets(database).all().getOrDefault(guildId, List.of()),
            day);
      }
      int queued = new AlertBook(home, config, database, patience)
          .enter(guildId, day, findings.standing(), findings::over);
      return new Answer<>(
          queued, RunEnd.without(RunState.SUCCEEDED, "Queued " + queued + " alerts."));
    });
  }
}
