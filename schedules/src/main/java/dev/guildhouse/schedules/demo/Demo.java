package dev.guildhouse.schedules.demo;

import dev.guildhouse.collector.imports.ImportReport;
import dev.guildhouse.collector.imports.ImportResult.Imported;
import dev.guildhouse.jobs.lake.HeldRelease;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.WeeklyCommunityReport;
import dev.guildhouse.jobs.reports.numbers.GuildSummary;
import dev.guildhouse.jobs.reports.publish.Published.Outcome;
import dev.guildhouse.jobs.runs.JobGraph;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.ReportRun;
import dev.guildhouse.schedules.reports.ReportRun.Readiness;
import dev.guildhouse.schedules.reports.ReportRun.WrittenReport;
import dev.guildhouse.schedules.warehouse.Backfill;
import dev.guildhouse.schedules.warehouse.BackfillListener;
import dev.guildhouse.schedules.warehouse.BackfillRequest;
import dev.guildhouse.schedules.warehouse.FinishedRun;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything once, on real and invented history: import, simulation, one backfill over all days, a
 * report for each guild. Doing it again changes nothing.
 */
public final class Demo {
  private final Home home;
  private final InstantSource clock;
  private final DemoSource source;
  private final Consumer<String> steps;

  /**
   * @param installation the folder that holds {@code samples}
   * @param steps hears what is done next, in a sentence
   */
  public Demo(Home home, Path installation, InstantSource clock, Consumer<String> steps) {
    this.home = home;
    this.clock = clock;
    this.source = new DemoSource(home, installation, clock);
    this.steps = steps;
  }

  /**
   * What came of it.
   *
   * @param isChanged whether anything was not there before
   */
  public record Findings(
      boolean isChanged, List<GuildSummary> guilds, List<WrittenReport> reports) {}

  /**
   * Names both guilds in the configuration, and lands them.
   *
   * @param secrets asked for once the configuration is written, which must not be read before
   */
  public boolean prepare(Supplier<GuildSecrets> secrets) {
    source.requireOwnHome();
    source.configure();
    GuildSecrets opened = secrets.get();
    steps.accept(
        "Importing two days of #ubuntu, a real support channel: Kummerfeld et al., ACL 2019,"
            + " CC-BY-4.0; see " + source.attribution());
    ImportReport imported = source.importSample(opened);
    steps.accept("Inventing a guild of 400 members: six weeks of 1,000 events a day");
    boolean isSimulated = source.simulate(opened);
    return isSimulated || imported.of(Imported.class).findAny().isPresent();
  }

  /**
   * Fills the tables, writes the reports and reads what the tables say.
   *
   * @param isLanded whether {@link #prepare} landed anything
   */
  public Findings run(
      boolean isLanded,
      WarehouseRuns runs,
      Supplier<WarehouseSession> warehouse,
      Config config,
      BackfillListener listener) {
    steps.accept("Filling all tables for " + DemoSource.days() + " in one pass");
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    BackfillRequest request = new BackfillRequest(
        JobGraph.NIGHTLY,
        DemoSource.days(),
        BackfillRequest.Reprocess.MISSING,
        BackfillRequest.Order.OLDEST_FIRST);
    FinishedRun filled =
        new Backfill(request, today, listener).run(runs, RunTrigger.COMMAND_LINE, Set.of());
    steps.accept("Writing a report of each guild");
    List<WrittenReport> reports = List.of(
        report(runs, config, DemoSource.SAMPLE_GUILD, DemoSource.SAMPLE_DAYS),
        report(runs, config, DemoSource.simulatedGuild(), DemoSource.lastWeek()));
    List<GuildSummary> guilds;
    try (HeldRelease tables = warehouse.get().lake().open("demo")) {
      guilds = GuildSummary.read(tables, DemoSource.days());
    }
    boolean isChanged = isLanded
        || filled.result().isPublished()
        || reports.stream().anyMatch(report -> report.published().outcome() == Outcome.NEW);
    return new Findings(isChanged, guilds, reports);
  }

  private WrittenReport report(WarehouseRuns runs, Config config, long guild, DayRange days) {
    Report weekly = new WeeklyCommunityReport();
    return new ReportRun(home, config, clock, Readiness.ALL_LANDED)
        .write(runs, RunTrigger.COMMAND_LINE, weekly, guild, days, null, null);
  }
}
