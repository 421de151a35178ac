package dev.guildhouse.schedules.reports;

import dev.guildhouse.jobs.lake.GuildTables;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.publish.Published;
import dev.guildhouse.jobs.reports.publish.ReportPublisher;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.ReportSettings;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report of one guild and puts it into the delivery queue in the transaction that ends its
 * run. A process that dies between the two leaves a report that the next delivery worker queues.
 */
public final class ReportRun {
  private final Home home;
  private final Config config;
  private final InstantSource clock;

  public ReportRun(Home home, Config config, InstantSource clock) {
    this.home = home;
    this.config = config;
    this.clock = clock;
  }

  /**
   * A report that stands on the disk.
   *
   * @param delivery as it stands in the queue; empty when it is only written
   */
  public record WrittenReport(Published published, Optional<NewDelivery> delivery) {}

  /**
   * Writes it.
   *
   * @param channelId where to post it, or null for the channel that the configuration names
   * @param audience who will see it, or null for who reads that channel by the configuration
   */
  public WrittenReport write(
      WarehouseRuns runs,
      RunTrigger trigger,
      Report report,
      long guildId,
      DayRange period,
      @Nullable Long channelId,
      @Nullable Audience audience) {
    ReportSettings configured = config.guild(guildId).report(report.name());
    Audience readers = audience == null ? configured.audience() : audience;
    ReportRequest wanted = new GuildRequests(home, config).of(guildId, period, readers);
    report.check(wanted);
    RunRequest request = new RunRequest(
        "report " + report.name(),
        "--audience " + readers.text(),
        Long.toString(guildId),
        period,
        trigger);
    return runs.read(request, warehouse -> {
      new FilledDays(home).require("report " + report.name() + " for " + period, guildId, period);
      WarehouseSession open = warehouse.get();
      Long channel = channelId == null ? configured.channel() : channelId;
      Published published;
      try (HeldRelease tables = open.lake().open(request.job())) {
        published = new ReportPublisher(home, clock.withZone(ZoneOffset.UTC), config.hash())
            .publish(report, wanted, new GuildTables(tables, guildId), channel);
      }
      StopPoint.reached("report.before-queue");
      Optional<NewDelivery> delivery = Optional.ofNullable(channel)
          .map(id -> NewDelivery.to(id, home.reports(), published.folder()));
      return new Answer<>(new WrittenReport(published, delivery), end(published, delivery));
    });
  }

  private static RunEnd end(Published published, Optional<NewDelivery> delivery) {
    return new RunEnd(
        RunState.SUCCEEDED,
        0,
        null,
        "{\"release\":" + published.manifest().release() + "}",
        "Revision " + published.manifest().revision() + ": "
            + published.folder().path(),
        List.of(),
        List.of(),
        delivery.map(List::of).orElse(List.of()));
  }
}
