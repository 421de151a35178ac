package dev.guildhouse.jobs.catalog.custom;

import static dev.guildhouse.jobs.queries.Asked.line;
import static dev.guildhouse.jobs.queries.Asked.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.catalog.ReportsOf;
import dev.guildhouse.jobs.reports.Golden;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week of three channels; on Wednesday nobody watched voice. */
@Tag("acceptance")
class CustomReportTest {
  private static final String FROM = "2026-03-02";
  private static final String TO = "2026-03-09";
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final TableDef GUILD_WEEKLY = Rollups.of(Entity.GUILD, Period.WEEK);

  private static final String FILE = """
      name: busy_channels
      title: Busy channels
      period: week
      sheets:
        - title: Channels
          table: channel_daily
          columns: [period_start_date, channel_id, channel_type]
          metrics: [messages, unique_authors, voice_seconds]
          filters:
            - {column: messages, is: at_least, value: 10}
            - {column: channel_type, is: among, values: [text, "x' OR 1=1 --"]}
          order: [{column: messages, direction: descending}]
          limit: 4
        - title: Days
          table: guild_daily
          columns: [period_start_date, messages, voice_seconds, messages_coverage]
          range: last 3 days
        - title: Weeks
          table: guild_weekly
          metrics: [unique_authors]
        - title: Members
          table: member_daily
          columns: [member_key, messages]
          filters: [{column: messages, is: above, value: 0}]
      figures: [messages, active_members, rewards]
      chart: {title: Messages per day, sheet: Days, days: period_start_date, lines: [messages]}
      """;

  private static SparkSession spark;
  private static Report report;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void read() throws IOException {
    spark = TablesInMemory.session();
    report = report("busy", FILE);
  }

  private static Report report(String in, String text) throws IOException {
    Path files = Files.createDirectories(folder.resolve(in));
    Files.writeString(files.resolve("report.yaml"), text);
    return CustomReports.read(files, Set.of()).get(0);
  }

  private static ReportsOf tables() {
    ReportsOf tables = new ReportsOf(new TablesInMemory(spark), folder);
    channel(tables, 101, "2026-03-02", "text", 30);
    channel(tables, 102, "2026-03-02", "text", 20);
    channel(tables, 101, "2026-03-03", "text", 20);
    channel(tables, 101, "2026-03-04", "text", 10);
    channel(tables, 101, "2026-03-05", "text", 9);
    channel(tables, 102, "2026-03-05", "text", 10);
    channel(tables, 103, "2026-03-05", "forum", 500);
    channel(tables, 101, "2026-03-09", "text", 700);
    tables.addOther(
        CHANNEL_DAILY,
        "'channel_id':9,'period_start_date':'2026-03-02','channel_type':'text','messages':999");
    for (int day = 2; day <= 8; day++) {
      tables.add(
          GUILD_DAILY,
          "'period_start_date':'2026-03-0%d','messages':%d,'messages_coverage':1,'voice_coverage':%s"
              .formatted(day, day * 10, day == 7 ? "0" : "0.5"));
    }
    return tables
        .add(
            GUILD_WEEKLY,
            "'period_start_date':'2026-03-02','messages':350,'active_members':17,'rewards':4,"
                + "'messages_coverage':1,'reactions_coverage':1,'voice_coverage':0.5")
        .add(
            GUILD_WEEKLY,
            "'period_start_date':'2026-02-23','messages':280,'active_members':10,'rewards':8,"
                + "'messages_coverage':1,'reactions_coverage':1,'voice_coverage':1")
        .add(
            Rollups.of(Entity.MEMBER, Period.DAY),
            "'member_key':11,'period_start_date':'2026-03-02','messages':5")
        .add(
            Rollups.of(Entity.MEMBER, Period.DAY),
            "'member_key':0,'period_start_date':'2026-03-02','messages':2")
        .add(
            Rollups.of(Entity.MEMBER, Period.DAY),
            "'member_key':12,'period_start_date':'2026-03-02','joins':1")
        .add(
            Facts.CHANNELS,
            "'changed_date':'2026-02-01','channel_id':101,'channel_name':'general'");
  }

  private static void channel(
      ReportsOf tables, long channel, String day, String type, long messages) {
    tables.add(
        CHANNEL_DAILY,
        "'channel_id':%d,'period_start_date':'%s','channel_type':'%s','messages':%d,"
                .formatted(channel, day, type, messages)
            + "'unique_authors':2,'voice_seconds':1800");
  }

  @Test
  void standsInItsGoldenFiles() throws IOException {
    Path files = tables().files(tables().build(report, FROM, TO));
    Golden.assertSame(files.resolve("document.json"), "custom-document.json");
    Golden.assertSame(files.resolve("busy_channels-2026-W10-channels.csv"), "custom-channels.csv");
    assertThat(files.resolve("busy_channels-2026-W10.png")).isRegularFile();
  }

  /** Of two tens the later comes fifth; nine is too few, and the forum another kind. */
  @Test
  void filtersOrdersAndLimitsRowsOfTheGuildAndPeriod() {
    assertThat(lines(tables().build(report, FROM, TO), "Channels"))
        .containsExactly(
            "2026-03-02 | #general | text | 30 | 2 | 0.50",
            "2026-03-02 | #102 | text | 20 | 2 | 0.50",
            "2026-03-03 | #general | text | 20 | 2 | 0.50",
            "2026-03-04 | #general | text | 10 | 2 | 0.50");
  }

  @Test
  void takesItsOwnRangeAndTellsNoZeroThatNobodyWatched() {
    assertThat(lines(tables().build(report, FROM, TO), "Days"))
        .containsExactly(
            "2026-03-06 | 60 | 0.00 | 100.00",
            "2026-03-07 | 70 | (not watched) | 100.00",
            "2026-03-08 | 80 | 0.00 | 100.00");
  }

  @Test
  void hasFiguresWithGrowthWhereBothPeriodsWereWatched() {
    ReportContent content = tables().build(report, FROM, TO);
    assertThat(line(content, "Messages")).isEqualTo("350 | 280 | 25.00");
    assertThat(line(content, "Active members")).isEqualTo("17 | 10 | (not watched)");
    assertThat(line(content, "Rewards")).isEqualTo("4 | 8 | -50.00");
  }

  @Test
  void namesMembersByPseudonymAndTheUnknownNotAtAll() {
    assertThat(lines(tables().build(report, FROM, TO), "Members"))
        .hasSize(2)
        .anyMatch(row -> row.equals("() | 2"))
        .anyMatch(row -> row.matches("[0-9a-f]{16} \\| 5"))
        .noneMatch(row -> row.startsWith("11 "));
  }

  /** The week of 30 March lies in two months. */
  @Test
  void saysInAnonymousModeWhatIsNotAvailableAndWhy() {
    ReportsOf tables = tables()
        .add(GUILD_WEEKLY, "'period_start_date':'2026-03-30','messages':1,'messages_coverage':1");
    ReportContent content = tables.build(report, "2026-03-30", "2026-04-06", PrivacyMode.ANONYMOUS);
    assertThat(lines(content, "Weeks")).containsExactly("(not available)");
    assertThat(line(content, "Active members")).startsWith("(not available)");
    assertThat(content.notes())
        .anyMatch(note -> note.startsWith("NOT_AVAILABLE for guild 7: numbers of different members"
            + " in the week of 2026-03-30"));
  }

  @Test
  void isEmptyOfAGuildThatNobodyWatched() {
    ReportContent empty = new ReportsOf(new TablesInMemory(spark), folder).build(report, FROM, TO);
    assertThat(line(empty, "Messages")).isEqualTo("(not watched) | (not watched) | (not watched)");
    assertThat(empty.table("Channels").rows()).isEmpty();
    assertThat(empty.chart()).isNull();
  }

  @Test
  void tellsThePublicNothingOfFewMembersAndOfWholePeriodsAlone() throws IOException {
    Report open = report("open", """
        name: open_channels
        title: Open channels
        period: week
        audience: public
        sheets:
          - {table: channel_weekly, columns: [channel_id], metrics: [messages]}
        figures: [messages]
        """);
    ReportsOf tables = tables()
        .add(
            Rollups.of(Entity.CHANNEL, Period.WEEK),
            "'channel_id':101,'period_start_date':'2026-03-02','messages':69,'unique_authors':2");
    ReportContent content = tables.build(open, FROM, TO, PrivacyMode.PSEUDONYMOUS, Audience.PUBLIC);
    assertThat(content.report()).isEqualTo("open_channels_public");
    assertThat(content.toJson()).doesNotContain("#general", "\"count\" : 69");
    assertThat(line(content, "Messages")).startsWith("(withheld)");
    assertThatThrownBy(
            () -> tables.build(open, FROM, "2026-03-08", PrivacyMode.PSEUDONYMOUS, Audience.PUBLIC))
        .hasMessageContaining("that is no whole week");
    assertThatThrownBy(
            () -> tables.build(report, FROM, TO, PrivacyMode.PSEUDONYMOUS, Audience.PUBLIC))
        .hasMessageContaining("it has no such form");
  }
}
