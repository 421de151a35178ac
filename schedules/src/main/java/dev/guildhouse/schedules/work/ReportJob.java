package dev.guildhouse.schedules.work;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscription;
import dev.guildhouse.schedules.operations.subscriptions.ReportSubscriptions;
import dev.guildhouse.schedules.reports.Destinations;
import dev.guildhouse.schedules.reports.Destinations.Destination;
import dev.guildhouse.schedules.reports.ReportRun;
import dev.guildhouse.schedules.reports.ReportRun.Readiness;
import dev.guildhouse.schedules.reports.ReportRun.WrittenReport;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a report of each guild that has a channel for it, and queues it for every such channel. */
final class ReportJob implements ScheduledJob {
  @Override
  public String name() {
    return "report";
  }

  @Override
  public List<String> options() {
    return List.of("report", "range", "guilds");
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    Report report = Reports.of(context.home()).named(Objects.requireNonNull(options.report()));
    DayRange days = options.range() == null
        ? report.usualPeriod(JobContext.dayOf(slot))
        : options.days(JobContext.dayOf(slot));
    Map<Long, List<Long>> subscribed = new ReportSubscriptions(context.database())
        .ofReport(report.name()).stream()
            .collect(groupingBy(
                ReportSubscription::guildId, mapping(ReportSubscription::channelId, toList())));
    List<Long> guilds = options.guilds().isEmpty()
        ? context.guilds(guild ->
            subscribed.containsKey(guild.id()) || guild.report(report.name()).channel() != null)
        : options.guilds();
    if (guilds.isEmpty()) {
      return WorkDone.nothing("No guild has a channel for the report " + report.name() + ".");
    }
    ReportRun run =
        new ReportRun(context.home(), context.config(), context.clock(), Readiness.NIGHT_RUN);
    int queued = 0;
    WarehouseException failed = null;
    for (long guild : guilds) {
      try {
        for (Destination destination :
            destinations(context, report, guild, subscribed.getOrDefault(guild, List.of()))) {
          WrittenReport written =
              run.write(context.runs(), context.trigger(), report, guild, days, destination);
          queued += written.deliveries().size();
        }
      } catch (WarehouseException e) {
        // The other guilds need not wait for it; written twice, a report is queued once.
        failed = JobContext.graver(failed, e);
      }
    }
    if (failed != null) {
      throw failed;
    }
    return WorkDone.of("Wrote " + report.name() + " of " + guilds.size() + " guilds for " + days
        + " and queued " + queued + ".");
  }

  /** Where it goes; an operator's schedule may name guilds for which it is only written. */
  private static List<Destination> destinations(
      JobContext context, Report report, long guild, List<Long> subscribed) {
    GuildSettings settings = context.config().guild(guild);
    List<Destination> all = Destinations.of(settings, report, subscribed);
    return all.isEmpty()
        ? List.of(new Destination(settings.report(report.name()).audience(), null, List.of()))
        : all;
  }
}
