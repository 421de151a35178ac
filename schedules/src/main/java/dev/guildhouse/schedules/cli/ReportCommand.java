package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.publish.Published.Outcome;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.Delivery;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.ReportRun;
import dev.guildhouse.schedules.reports.ReportRun.Readiness;
import dev.guildhouse.schedules.reports.ReportRun.WrittenReport;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.reports.ReportManifest.ContentFile;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a report and queues it. */
@Command(
    name = "report",
    description = {
      "Writes a report: an Excel workbook, CSV files and a chart.",
      "It is queued for Discord when a channel is given or configured; guildhouse deliver posts it."
          + " Without days it is about the last whole day, week or month, as the report is. guildhouse"
          + " reports list tells which there are."
    },
    footer = {
      "guildhouse report weekly_community --guild 1200000000000000000 --week 2026-W45",
      "guildhouse report monthly_userstats --guild 1200000000000000000 --month 2026-10",
      "guildhouse report weekly_community --guild 1200000000000000000 --channel 1300000000000000000"
    })
final class ReportCommand implements Task {
  @Parameters(
      paramLabel = "NAME",
      description = "The report, such as daily_brief or weekly_community.")
  private String name = "";

  @Option(
      names = "--guild",
      paramLabel = "ID",
      converter = IdConverter.class,
      required = true,
      description = "The guild it is about.")
  private long guild;

  @Option(
      names = "--week",
      paramLabel = "WEEK",
      converter = WeekConverter.class,
      description = "An ISO week: 2026-W45.")
  private @Nullable DayRange week;

  @Option(
      names = "--month",
      paramLabel = "MONTH",
      converter = MonthConverter.class,
      description = "A calendar month: 2026-10.")
  private @Nullable DayRange month;

  @Mixin
  private DayOptions days = new DayOptions();

  @Option(
      names = "--channel",
      paramLabel = "ID",
      converter = IdConverter.class,
      description = "Channel to post it to. Default: the configured one, if any.")
  private @Nullable Long channel;

  @Option(
      names = "--audience",
      paramLabel = "AUDIENCE",
      description = "moderators: with members, under pseudonyms. public: guild and channels of one"
          + " whole week, no number of fewer than five members; not every report has such a form."
          + " Default: as configured for the report, or else moderators.")
  private @Nullable String audience;

  @Override
  public Engine engine() {
    return Engine.BRIEF;
  }

  @Override
  public ExitCode run(Workplace place) {
    Report report = place.reports().named(name);
    Audience readers = audience == null ? null : Audience.ofText(audience);
    DayRange period = period(report, place);
    try (OperationsDatabase database = place.operations()) {
      WarehouseRuns runs = new WarehouseRuns(database, place::session, Duration.ZERO);
      WrittenReport written = new ReportRun(
              place.preparedHome(), place.config(), place.clock(), Readiness.ALL_LANDED)
          .write(runs, RunTrigger.COMMAND_LINE, report, guild, period, channel, readers);
      Optional<Delivery> delivery = written.deliveries().stream()
          .findFirst()
          .map(NewDelivery::id)
          .flatMap(new Deliveries(database, place.config().delivery().lease())::find);
      tell(place.console(), written, delivery.orElse(null));
    }
    return ExitCode.OK;
  }

  private DayRange period(Report report, Workplace place) {
    List<DayRange> given = Stream.of(
            Optional.ofNullable(week), Optional.ofNullable(month), days.days())
        .flatMap(Optional::stream)
        .toList();
    if (given.size() > 1) {
      throw WarehouseException.usage(
          "tell which days are meant",
          "--week, --month and other days are given together",
          "Give one of them.");
    }
    return given.isEmpty() ? report.usualPeriod(place.today()) : given.get(0);
  }

  private static void tell(Console console, WrittenReport written, @Nullable Delivery delivery) {
    ReportManifest manifest = written.published().manifest();
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("report", manifest.report());
    answer.put("guild_id", Long.toString(manifest.guildId()));
    answer.put("from", manifest.period().from());
    answer.put("to", manifest.period().to());
    answer.put("audience", manifest.audience().text());
    answer.put("release", manifest.release());
    answer.put("restated_numbers", manifest.restated());
    answer.put("revision", manifest.revision());
    answer.put("is_new", written.published().outcome() == Outcome.NEW);
    answer.put("folder", written.published().folder().path().toString());
    answer.put("files", manifest.files().stream().map(ContentFile::name).toList());
    answer.put("delivery", delivery == null ? null : delivery.id());
    answer.put("delivery_state", delivery == null ? null : delivery.state().text());
    console.fields(answer);
  }
}
