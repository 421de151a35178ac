package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.collector.simulate.SimulationPlan;
import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.timetable.JobOptions;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every report there is, written of a simulated week, rendered once more, and opened. */
@Tag("acceptance")
class ReportCommandIT {
  private static final Instant NOW = Instant.parse("2026-03-02T06:00:00Z");
  private static final LocalDate MONDAY = LocalDate.of(2026, 2, 23);

  @TempDir
  private static Path home;

  private static String guild = "";

  @BeforeAll
  static void fillAWeek() throws IOException {
    Path own = Files.createDirectories(home.resolve("reports.d"));
    Files.writeString(own.resolve("own.yaml"), """
        name: busy_channels
        title: Busy channels
        period: week
        sheets:
          - {table: channel_daily, columns: [period_start_date, channel_id], metrics: [messages]}
        figures: [messages]
        """);
    assertThat(ask("simulate --members 40 --channels 4 --days 7 --events-per-day 300 --seed 7"
                + " --from " + MONDAY)
            .exitCode())
        .isZero();
    guild =
        Long.toString(SimulationPlan.of(1, 40, 4, 7, 300, 7, MONDAY).guildIds().get(0));
    // It is judged by the night, as long as it was set before.
    assertThat(CommandRun.at(home, Instant.parse("2026-02-20T12:00:00Z"))
            .of(("kpi set --metric dau --target 1000 --period day --guild " + guild).split(" "))
            .exitCode())
        .isZero();
    assertThat(ask("backfill --from 2026-02-23 --to 2026-03-02").exitCode()).isZero();
  }

  private static CommandRun ask(String call) {
    return CommandRun.at(home, NOW).of(call.split(" "));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  static List<Report> reports() {
    return Reports.ALL;
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyReportIsWrittenForItsLastPeriodAndRendersToTheSameBytes(Report report)
      throws IOException {
    JsonNode written = json(ask("report " + report.name() + " --guild " + guild + " --json"));
    assertThat(written.path("from").asText())
        .isEqualTo(
            switch (report.period()) {
              case DAY -> "2026-03-01";
              case WEEK -> "2026-02-23";
              case MONTH -> "2026-02-01";
            });
    Path folder = Path.of(written.path("folder").asText());
    CommandRun again = ask("reproduce " + folder.resolve("manifest.json"));
    assertThat(again.exitCode()).as(again.out()).isZero();
    assertThat(again.out()).contains("byte by byte");
    opens(folder, ReportContent.read(folder.resolve("content.json")));
    assertThat(json(ask("report " + report.name() + " --guild " + guild + " --json"))
            .path("is_new")
            .asBoolean())
        .isFalse();
  }

  private static void opens(Path folder, ReportContent content) throws IOException {
    List<Path> workbooks;
    try (var files = Files.list(folder)) {
      workbooks = files.filter(file -> file.toString().endsWith(".xlsx")).toList();
    }
    assertThat(workbooks).hasSize(1);
    try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(workbooks.get(0)))) {
      assertThat(workbook.getSheetName(0)).isEqualTo("Overview");
      content.tables().forEach(table -> {
        XSSFSheet sheet = workbook.getSheet(table.name());
        assertThat(sheet).as(table.name()).isNotNull();
        assertThat(sheet.getPaneInformation().isFreezePane()).as(table.name()).isTrue();
        assertThat(sheet.getLastRowNum())
            .as(table.name())
            .isEqualTo(table.rows().size());
      });
      workbook.forEach(sheet -> sheet.forEach(row ->
          row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA))));
    }
  }

  /** As every edit of an old message does, between the night and the morning. */
  @Test
  void morningTellsWhatTheNightFoundWhateverCameInSince() throws Exception {
    Path late = Files.writeString(
        home.resolve("late.jsonl"),
        "{\"guild_id\": \"" + guild + "\", \"event_type\": \"reward_grant\", \"event_at\":"
            + " \"2026-03-01T13:00:00Z\", \"user_id\": \"5\", \"subject_id\": \"71\","
            + " \"amount\": \"1\", \"reward_trigger\": \"help\", \"reward_status\":"
            + " \"completed\"}\n");
    assertThat(ask("import " + late).exitCode()).isZero();
    assertThat(ask("run ingest").exitCode()).isZero();
    assertThat(ask("report daily_brief --guild " + guild).err())
        .contains("the tables are filled until 2026-03-01");
    try {
      assertThat(morning("report", "daily_brief", NOW)).startsWith("Wrote daily_brief of 1 guilds");
      // That day was watched, and 2026-03-01 for less than nine tenths.
      Instant earlier = Instant.parse("2026-02-28T00:30:00Z");
      assertThat(morning("alerts", null, earlier))
          .isEqualTo("Looked at 2026-02-27 in 1 guilds and queued 1 alerts.");
      assertThat(morning("alerts", null, earlier)).contains("queued 0");
      assertThat(morning("alerts", null, NOW)).contains("2026-03-01", "queued 0");
    } finally {
      assertThat(ask("backfill --from 2026-03-01 --to 2026-03-02").exitCode()).isZero();
    }
    try (Stream<Path> alerts =
        Files.walk(home.resolve("reports").resolve(guild).resolve("alert"))) {
      assertThat(alerts.filter(file -> file.endsWith("document.json")))
          .singleElement()
          .satisfies(file -> assertThat(Files.readString(file))
              .contains(
                  "Critical: target daily_active_users missed",
                  "to reach 1,000.00",
                  "Watched: 100.00 %"));
    }
  }

  /** What a job of the morning says when it is run by a schedule. */
  private static String morning(String job, @Nullable String report, Instant slot)
      throws Exception {
    Home there = new Home(home);
    Config config = Config.load(
        there.configuration(),
        Map.of("GUILDHOUSE_SPARK_MASTER", "local[2]", "GUILDHOUSE_DEFAULTS_ALERTS_CHANNEL", "77"));
    InstantSource clock = InstantSource.fixed(NOW);
    try (OperationsDatabase database = OperationsDatabase.open(there, clock)) {
      JobContext context = new JobContext(
          there,
          config,
          clock,
          database,
          () -> TestWarehouse.of(there),
          RunTrigger.SCHEDULE,
          Duration.ofMinutes(1));
      JobOptions options = new JobOptions(report, null, List.of(Long.parseLong(guild)), Period.DAY);
      return ScheduledJobs.named(job).run(context, options, slot).message();
    }
  }

  @Test
  void aReportOfTheHomesOwnIsWrittenListedAndReproduced() throws IOException {
    JsonNode written = json(ask("report busy_channels --guild " + guild + " --json"));
    assertThat(ask("reproduce " + Path.of(written.path("folder").asText(), "manifest.json"))
            .exitCode())
        .isZero();
    JsonNode list = json(ask("reports list --json"));
    assertThat(list.findValuesAsText("report"))
        .hasSize(Reports.ALL.size() + 1)
        .contains("daily_brief", "busy_channels");
    assertThat(list.toString()).contains("moderators, public", "channel_daily");
  }

  @Test
  void daysAreGivenOnceAndInTheFormOfTheReport() {
    String call = "report monthly_userstats --guild " + guild;
    assertThat(ask(call + " --month 2026-02 --week 2026-W09").err())
        .contains("--week, --month and other days are given together");
    assertThat(ask(call + " --month 2026-2").err()).contains("is no month; write it as 2026-10");
    CommandRun crossing = ask(call + " --from 2026-01-30 --to 2026-02-03");
    assertThat(crossing.exitCode()).isEqualTo(ExitCode.USAGE.number());
    assertThat(crossing.err()).contains("Reports can't span different months");
    assertThat(ask("report kpi_board --audience public --guild " + guild).err())
        .contains("it has no such form");
  }

  @Test
  void aMisspeltReportIsToldByCheckAndBeforeAnyIsWritten(@TempDir Path other) throws IOException {
    Files.writeString(
        other.resolve("guildhouse.yaml"), "defaults: {reports: {dialy_brief: {channel: 7}}}\n");
    for (String call : List.of("config check", "report daily_brief --guild 7", "reports list")) {
      CommandRun run = CommandRun.at(other, NOW).of(call.split(" "));
      assertThat(run.exitCode()).as(call).isEqualTo(ExitCode.USAGE.number());
      assertThat(run.err())
          .contains("defaults.reports.dialy_brief (line 1): unknown report; did you mean"
              + " daily_brief?");
    }
  }
}
