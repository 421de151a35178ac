package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.alerts.AlertRun;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schema.WarehouseException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Tells each guild that has a channel for it what of the day before the slot's is worth an alert. */
final class AlertsJob implements ScheduledJob {
  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public List<String> options() {
    return List.of("guilds");
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    LocalDate day = JobContext.dayOf(slot).minusDays(1);
    List<Long> guilds = context.guilds(guild -> guild.alerts().channel() != null).stream()
        .filter(guild -> options.guilds().isEmpty() || options.guilds().contains(guild))
        .toList();
    if (guilds.isEmpty()) {
      return WorkDone.nothing("No guild has a channel for alerts.");
    }
    AlertRun run =
        new AlertRun(context.home(), context.config(), context.database(), context.patience());
    int queued = 0;
    WarehouseException failed = null;
    for (long guild : guilds) {
      try {
        queued += run.look(context.runs(), context.trigger(), guild, day);
      } catch (WarehouseException e) {
        // The other guilds need not wait for it; looked at twice, a day is told once.
        failed = JobContext.graver(failed, e);
      }
    }
    if (failed != null) {
      throw failed;
    }
    return WorkDone.of(
        "Looked at " + day + " in " + guilds.size() + " guilds and queued " + queued + " alerts.");
  }
}
