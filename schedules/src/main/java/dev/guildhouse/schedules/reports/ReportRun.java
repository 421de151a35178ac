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
import dev.guildhouse.schedules.reports.Destinations.Destination;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report of one guild and puts it into the delivery queue in the transaction that ends its
 * run. A process that dies between the two leaves a report that the next delivery worker queues.
 */
public final class ReportRun {
  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private final Readiness readiness;

  public ReportRun(Home home, Config config, InstantSource clock, Readiness readiness) {
    this.home = home;
    this.config = config;
    this.clock = clock;
    this.readiness = readiness;
  }

  /** What the tables have to hold of the days before a report of them is written. */
  public enum Readiness {
    /** All that has landed, so that the report would be the same tomorrow. */
    ALL_LANDED,
    /** What the night has filled. What came in since then is told as restated by the next one. */
    NIGHT_RUN
  }

  /**
   * A report that stands on the disk.
   *
   * @param deliveries as they stand in the queue; none when it is only written
   */
  public record WrittenReport(Published published, List<NewDelivery> deliveries) {
    public WrittenReport {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * Writes it for one channel.
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
    Long channel = channelId == null ? configured.channel() : channelId;
    Destination destination = new Destination(readers, channel, List.of());
    return write(runs, trigger, report, guildId, period, destination);
  }

  /** Writes it for channels whose readers may see the same. */
  public WrittenReport write(
      WarehouseRuns runs,
      RunTrigger trigger,
      Report report,
      long guildId,
      DayRange period,
      Destination destination) {
    Audience readers = destination.audience();
    ReportRequest wanted = new GuildRequests(home, config).of(guildId, period, readers);
    report.check(wanted);
    RunRequest request = new RunRequest(
        "report " + report.name(),
        "--audience " + readers.text(),
        Long.toString(guildId),
        period,
        trigger);
    return runs.read(request, warehouse -> {
      require("report " + report.name() + " for " + period, guildId, period);
      WarehouseSession open = warehouse.get();
      Published published;
      try (HeldRelease tables = open.lake().open(request.job())) {
        published = new ReportPublisher(home, clock.withZone(ZoneOffset.UTC), config.hash())
            .publish(
                report,
                wanted,
                new GuildTables(tables, guildId),
                destination.channel(),
                destination.more());
      }
      StopPoint.reached("report.before-queue");
      List<NewDelivery> deliveries = Stream.concat(
              Stream.ofNullable(destination.channel()), destination.more().stream())
          .map(id -> NewDelivery.to(id, home.reports(), published.folder()))
          .toList();
      return new Answer<>(new WrittenReport(published, deliveries), end(published, deliveries));
    });
  }

  private void require(String what, long guildId, DayRange period) {
    FilledDays filled = new FilledDays(home);
    if (readiness == Readiness.NIGHT_RUN) {
      filled.requireNight(what, guildId, period);
    } else {
      filled.require(what, guildId, period);
    }
  }

  private static RunEnd end(Published published, List<NewDelivery> deliveries) {
    return new RunEnd(
        RunState.SUCCEEDED,
        0,
        null,
        RunEnd.inputs(published.manifest().release()),
        "Revision " + published.manifest().revision() + ": "
            + published.folder().path(),
        List.of(),
        List.of(),
        deliveries);
  }
}
