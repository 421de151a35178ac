package dev.guildhouse.jobs.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.ReportFiles;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.reports.Audience;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeeklyCommunityReportTest {
  private static SparkSession spark;
  private static ReportContent week;
  private static ReportContent twoDays;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() throws IOException {
    for (String month : List.of("02", "03")) {
      Files.writeString(
          folder.resolve("export-" + CommunityTables.GUILD + "-2026-" + month + ".key"),
          month.repeat(32));
    }
    spark = TablesInMemory.session();
    week = build(CommunityTables.all(spark), CommunityTables.WEEK);
    twoDays = build(CommunityTables.all(spark), CommunityTables.TWO_DAYS);
  }

  @Test
  void tellsOfAWeekWithAGap() throws IOException {
    Path files = render(week);
    Golden.assertSame(files.resolve("document.json"), "week-document.json");
    for (String table : List.of("overview", "daily", "channels", "members", "content")) {
      Golden.assertSame(
          files.resolve("weekly_community-2026-W10-" + table + ".csv"), "week-" + table + ".csv");
    }
  }

  @Test
  void tellsOfTwoDaysWithoutCallingThemAWeek() throws IOException {
    Path files = render(twoDays);
    Golden.assertSame(files.resolve("document.json"), "two-days-document.json");
    Golden.assertSame(
        files.resolve("weekly_community-2026-02-26_2026-02-28-overview.csv"),
        "two-days-overview.csv");
  }

  @Test
  void countsAMemberOfTwoDaysOnce() {
    assertThat(figure(twoDays, "Authors").value()).isEqualTo(Cell.of(3));
    assertThat(figure(twoDays, "Active members").value()).isEqualTo(Cell.of(4));
    assertThat(twoDays.table("Channels").rows().get(0).get(4)).isEqualTo(Cell.of(3));
  }

  @Test
  void growsOnlyWhereBothPeriodsWereWatched() {
    assertThat(figure(twoDays, "Messages").growth()).isEqualTo(decimal("25.00"));
    assertThat(figure(twoDays, "Joins").growth()).isEqualTo(decimal("-66.67"));
    assertThat(figure(twoDays, "Leaves").growth()).isEqualTo(decimal("0.00"));
    assertThat(figure(twoDays, "Reactions").growth()).isEqualTo(new Cell.Absent("new"));
    assertThat(figure(twoDays, "Voice hours").growth()).isEqualTo(Cell.NOT_WATCHED);
    assertThat(figure(twoDays, "Voice hours").value()).isEqualTo(Cell.NOT_WATCHED);
  }

  @Test
  void leavesADayThatNobodyWatchedEmptyAndAQuietDayZero() {
    List<List<Cell>> days = week.table("Daily").rows();
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
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertThat(build(CommunityTables.all(spark), CommunityTables.WEEK)).isEqualTo(week);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void tellsThePublicOfNoMemberAndOfNoNumberWhoseMakersAreUnknown() {
    ReportContent content = new WeeklyCommunityReport()
        .build(publicRequest(CommunityTables.WEEK), CommunityTables.all(spark));
    Cell withheld = new Cell.Absent("withheld");
    assertThat(content.report()).isEqualTo("weekly_community_public");
    assertThat(content.tables().stream().map(ReportTable::name))
        .containsExactly("Daily", "Channels");
    assertThat(figure(content, "Messages").value()).isEqualTo(withheld);
    assertThat(figure(content, "Active members").value()).isEqualTo(Cell.of(17));
    assertThat(figure(content, "Authors").value()).isEqualTo(withheld);
    assertThat(figure(content, "Bot messages").value()).isEqualTo(Cell.of(10));
    assertThat(content.figures()).noneMatch(f -> f.label().equals("Members at the end"));
    assertThat(content.toJson()).doesNotContain("pseudonym");
  }

  @Test
  void refusesThePublicAChosenRange() {
    assertThatThrownBy(() -> new WeeklyCommunityReport()
            .build(publicRequest(CommunityTables.TWO_DAYS), CommunityTables.all(spark)))
        .hasMessageContaining("no whole ISO week");
  }

  private static ReportRequest publicRequest(DayRange period) {
    return new ReportRequest(
        CommunityTables.GUILD,
        "The [Test] Guild",
        period,
        Audience.PUBLIC,
        GuildsOf.mode(PrivacyMode.PSEUDONYMOUS, CommunityTables.GUILD),
        pseudonyms());
  }

  private static ReportContent build(TableReader tables, DayRange period) {
    return new WeeklyCommunityReport().build(request(period, PrivacyMode.PSEUDONYMOUS), tables);
  }

  private static ReportRequest request(DayRange period, PrivacyMode privacy) {
    return new ReportRequest(
        CommunityTables.GUILD,
        "The [Test] Guild",
        period,
        Audience.MODERATORS,
        GuildsOf.mode(privacy, CommunityTables.GUILD),
        pseudonyms());
  }

  private static ExportPseudonyms pseudonyms() {
    return new ExportPseudonyms(new GuildSecrets(folder));
  }

  private static Path render(ReportContent content) throws IOException {
    Path files = Files.createTempDirectory(folder, "files");
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
