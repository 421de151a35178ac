package dev.guildhouse.jobs.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.render.ReportFiles;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeeklyCommunityReportTest {
  private static SparkSession spark;

  @TempDir
  private Path folder;

  private ExportPseudonyms pseudonyms;

  @BeforeAll
  static void open() {
    spark = TablesInMemory.session();
  }

  @BeforeEach
  void fixSecrets() throws IOException {
    for (String month : List.of("2026-02", "2026-03")) {
      Files.writeString(
          folder.resolve("export-" + CommunityTables.GUILD + "-" + month + ".key"),
          (month.equals("2026-02") ? "02" : "03").repeat(32));
    }
    pseudonyms = new ExportPseudonyms(new GuildSecrets(folder));
  }

  @Test
  void tellsOfAWeekWithAGap() throws IOException {
    Path files = render(build(CommunityTables.all(spark), CommunityTables.WEEK));
    Golden.assertSame(files.resolve("document.json"), "week-document.json");
    for (String table : List.of("overview", "daily", "channels", "members", "content")) {
      Golden.assertSame(
          files.resolve("weekly_community-2026-W10-" + table + ".csv"), "week-" + table + ".csv");
    }
  }

  @Test
  void tellsOfTwoDaysWithoutCallingThemAWeek() throws IOException {
    Path files = render(build(CommunityTables.all(spark), CommunityTables.TWO_DAYS));
    Golden.assertSame(files.resolve("document.json"), "two-days-document.json");
    Golden.assertSame(
        files.resolve("weekly_community-2026-02-26_2026-02-28-overview.csv"),
        "two-days-overview.csv");
  }

  @Test
  void countsAMemberOfTwoDaysOnce() {
    ReportContent content = build(CommunityTables.all(spark), CommunityTables.TWO_DAYS);
    assertThat(figure(content, "Authors").value()).isEqualTo(Cell.of(3));
    assertThat(figure(content, "Active members").value()).isEqualTo(Cell.of(4));
    assertThat(content.table("Channels").rows().get(0).get(4)).isEqualTo(Cell.of(3));
  }

  @Test
  void growsOnlyWhereBothPeriodsWereWatched() {
    ReportContent content = build(CommunityTables.all(spark), CommunityTables.TWO_DAYS);
    assertThat(figure(content, "Messages").growth()).isEqualTo(decimal("25.00"));
    assertThat(figure(content, "Joins").growth()).isEqualTo(decimal("-66.67"));
    assertThat(figure(content, "Leaves").growth()).isEqualTo(decimal("0.00"));
    assertThat(figure(content, "Reactions").growth()).isEqualTo(new Cell.Absent("new"));
    assertThat(figure(content, "Voice hours").growth()).isEqualTo(Cell.NOT_WATCHED);
    assertThat(figure(content, "Voice hours").value()).isEqualTo(Cell.NOT_WATCHED);
  }

  @Test
  void leavesADayThatNobodyWatchedEmptyAndAQuietDayZero() {
    List<List<Cell>> days =
        build(CommunityTables.all(spark), CommunityTables.WEEK).table("Daily").rows();
    List<Cell> thursday = days.get(3);
    List<Cell> saturday = days.get(5);
    assertThat(thursday.subList(1, 8)).containsOnly(Cell.NONE);
    assertThat(thursday.get(8)).isEqualTo(decimal("0.00"));
    assertThat(saturday.get(1)).isEqualTo(Cell.of(0));
  }

  @Test
  void saysNothingOfAGuildThatNobodyWatched() {
    ReportContent content = build(new TablesInMemory(spark), CommunityTables.WEEK);
    assertThat(figure(content, "Messages").value()).isEqualTo(Cell.NOT_WATCHED);
    assertThat(figure(content, "Messages").growth()).isEqualTo(Cell.NOT_WATCHED);
    assertThat(figure(content, "Members at the end").value())
        .isEqualTo(new Cell.Absent("not known"));
    assertThat(content.table("Channels").rows()).isEmpty();
    assertThat(content.table("Daily").rows()).hasSize(7);
  }

  @Test
  void countsNobodyAcrossMonthsWhenKeysChangeWithTheMonth() {
    DayRange acrossMonths = new DayRange(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 3, 3));
    ReportContent content = new WeeklyCommunityReport()
        .build(request(acrossMonths, PrivacyMode.ANONYMOUS), CommunityTables.all(spark));
    Cell notAvailable = new Cell.Absent("not available");
    assertThat(figure(content, "Authors").value()).isEqualTo(notAvailable);
    assertThat(figure(content, "Authors").growth()).isEqualTo(notAvailable);
    assertThat(figure(content, "Messages").value()).isEqualTo(Cell.of(160));
    assertThat(content.notes()).anySatisfy(note -> assertThat(note).contains("anonymous"));
  }

  @Test
  void saysTheSameInAnyLocaleAndTimeZone() {
    ReportContent here = build(CommunityTables.all(spark), CommunityTables.WEEK);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(build(CommunityTables.all(spark), CommunityTables.WEEK)).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private ReportContent build(TableReader tables, DayRange period) {
    return new WeeklyCommunityReport().build(request(period, PrivacyMode.PSEUDONYMOUS), tables);
  }

  private ReportRequest request(DayRange period, PrivacyMode privacy) {
    return new ReportRequest(
        CommunityTables.GUILD, "The [Test] Guild", period, privacy, pseudonyms);
  }

  private Path render(ReportContent content) throws IOException {
    Path files = Files.createDirectory(folder.resolve("files"));
    ReportFiles.write(content, files);
    return files;
  }

  private static Figure figure(ReportContent content, String label) {
    return content.figures().stream()
        .filter(figure -> figure.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private static Cell decimal(String digits) {
    return new Cell.Decimal(new BigDecimal(digits));
  }
}
