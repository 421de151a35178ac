package dev.guildhouse.jobs.catalog;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.Golden;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.tables.KpiTables;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two targets by week: one met, then missed and missed with an unwatched week between; one met. */
@Tag("acceptance")
class KpiBoardTest {
  private static final String FROM = "2026-03-16";
  private static final String TO = "2026-03-23";

  private static SparkSession spark;
  private static ReportContent board;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() {
    spark = TablesInMemory.session();
    board = tables().build(new KpiBoard(), FROM, TO);
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    judged(tables, "dau", "2026-02-23", "2026-03-01", "'value':'120','miss':-0.2,'coverage':1");
    judged(
        tables,
        "dau",
        "2026-03-02",
        "2026-03-08",
        "'value':'85','miss':0.15,'severity':'warning','coverage':1");
    judged(
        tables,
        "dau",
        "2026-03-09",
        "2026-03-15",
        "'coverage':0.5,'not_judged_reason':'not_watched'");
    judged(
        tables,
        "dau",
        "2026-03-16",
        "2026-03-22",
        "'value':'70','miss':0.3,'severity':'critical','coverage':1");
    judged(tables, "voice", "2026-03-16", "2026-03-22", "'value':'130','miss':-0.3,'coverage':1");
    return tables;
  }

  private static void judged(
      ReportsOf tables, String target, String from, String until, String fields) {
    tables.add(
        KpiTables.KPI_RESULTS,
        "'target_id':'%s','period_start_date':'%s','as_of_date':'%s','period':'week',"
                .formatted(target, from, until)
            + "'rule':'rule','target_value':'100'," + fields);
  }

  @Test
  void standsInItsGoldenFiles() throws IOException {
    Path files = tables().files(board);
    Golden.assertSame(files.resolve("document.json"), "kpi-board-document.json");
    for (String table : new String[] {"targets", "streaks", "alerts", "periods"}) {
      Golden.assertSame(
          files.resolve("kpi_board-2026-W12-" + table + ".csv"), "kpi-board-" + table + ".csv");
    }
  }

  @Test
  void tellsTargetsAndOpenAlertsBySeverity() {
    assertThat(line(board, "Targets")).startsWith("2 ");
    assertThat(line(board, "Missed")).startsWith("1 ");
    assertThat(line(board, "Open alerts")).startsWith("2 ");
    assertThat(line(board, "Critical alerts")).startsWith("1 ");
    assertThat(line(board, "Warning alerts")).startsWith("1 ");
    assertThat(lines(board, "Targets"))
        .containsExactly(
            "dau | rule | week | 2026-03-16 | 2026-03-22 | 100.00 | 70.00 | 30.00 | 0 | 100.00 |"
                + " critical",
            "voice | rule | week | 2026-03-16 | 2026-03-22 | 100.00 | 130.00 | -30.00 | 0 | 100.00"
                + " | met");
    assertThat(board.table("Periods").rows()).hasSize(5);
  }

  /** The week that nobody watched neither breaks the two misses nor counts among them. */
  @Test
  void countsMissesInARowOverAWeekThatNobodyWatched() {
    assertThat(lines(board, "Streaks"))
        .containsExactly(
            "dau | week | missed | 2 | 2026-03-02 | 1 | 3",
            "voice | week | met | 1 | 2026-03-16 | 1 | 1");
  }

  @Test
  void knowsNothingThatWasJudgedLater() {
    ReportContent earlier = tables().build(new KpiBoard(), "2026-03-02", "2026-03-09");
    assertThat(lines(earlier, "Streaks"))
        .containsExactly("dau | week | missed | 1 | 2026-03-02 | 1 | 2");
  }

  @Test
  void saysWhatIsNotAvailableAndWhy() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    judged(
        tables,
        "churn",
        "2026-03-16",
        "2026-03-22",
        "'coverage':1,'not_judged_reason':'not_available'");
    ReportContent anonymous = tables.build(new KpiBoard(), FROM, TO, PrivacyMode.ANONYMOUS);
    assertThat(lines(anonymous, "Targets").get(0)).contains("(not available)", "not judged");
    assertThat(lines(anonymous, "Streaks"))
        .containsExactly("churn | week | not judged | 0 | () | 0 | 0");
    assertThat(anonymous.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE"));
  }

  @Test
  void isEmptyWithoutTargets() {
    ReportContent empty =
        new ReportsOf(new TablesInMemory(spark), folder).build(new KpiBoard(), FROM, TO);
    assertThat(line(empty, "Targets")).startsWith("0 ");
    assertThat(empty.table("Streaks").rows()).isEmpty();
  }
}
