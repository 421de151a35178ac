package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.ReportContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
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
    assertThat(ask("simulate --members 40 --channels 4 --days 7 --events-per-day 300"
                + " --from 2026-02-23")
            .exitCode())
        .isZero();
    assertThat(ask("backfill --from 2026-02-23 --to 2026-03-02").exitCode()).isZero();
    guild = json(ask("export guild_weekly --from 2026-02-23 --to 2026-03-02 --format json --out -"))
        .get("guild_id")
        .asText();
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
