package dev.guildhouse.jobs.queries.userstats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.export.Exported;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Monday 2 to Monday 30 March 2026: five Mondays and four Tuesdays, all watched but for the messages of
 * the last Monday. The whole guild writes 10 messages on each Monday and Tuesday.
 */
class UserStatsReportTest {
  private static final long GUILD = 81_384_788_765_712_384L;
  private static final DayRange DAYS =
      new DayRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 31));

  private static TablesInMemory tables;
  private static ExportPseudonyms pseudonyms;

  @TempDir
  private static Path folder;

  @BeforeAll
  static void build() throws IOException {
    for (String month : List.of("01", "02", "03")) {
      Files.writeString(
          folder.resolve("export-" + GUILD + "-2026-" + month + ".key"), month.repeat(32));
    }
    pseudonyms = new ExportPseudonyms(new GuildSecrets(folder));
    tables = new TablesInMemory(TablesInMemory.session());
    watched();
    // Members 1 to 5 write 1, 2, 3, 4 and 10 messages on 4 March.
    for (int member = 1; member <= 5; member++) {
      hour("2026-03-04", 9, 101, member, "'messages':" + (member == 5 ? 10 : member));
    }
    hour("2026-03-04", 10, 102, 1, "'voice_seconds':600");
    hour("2026-03-04", 11, 102, 1, "'voice_seconds':3600");
    hour("2026-03-04", 12, 102, 1, "'voice_seconds':600");
    hour("2026-03-04", 12, 102, 2, "'voice_seconds':1200");
    hour("2026-03-04", 12, 102, 3, "'voice_seconds':0");
    hour("2026-03-04", 13, 0, 6, "'joins':1");
    hour("2026-03-04", 14, 0, 6, "'leaves':1");
    hour("2026-03-04", 15, 0, 6, "'joins':1");
    for (String day : List.of("02", "09", "16", "23", "30", "03", "10", "17", "24")) {
      hour("2026-03-" + day, 20, 101, -7, "'messages':10");
    }
    hour("2026-03-31", 0, 101, 8, "'messages':999");
    for (int member = 1; member <= 4; member++) {
      hour("2026-01-05", 9, 101, member, "'messages':" + member);
    }
    hour("2026-01-05", 9, 102, 1, "'voice_seconds':60");
    hour("2026-01-05", 9, 103, 1, "'voice_seconds':60");
    tables.with(
        Facts.GUILD_SNAPSHOTS,
        row("'snapshot_date':'2026-03-10','snapshot_at':'2026-03-10T00:00:00Z','members':100"),
        row("'snapshot_date':'2026-03-30','snapshot_at':'2026-03-30T23:00:00Z','members':120"),
        row("'snapshot_date':'2026-03-31','snapshot_at':'2026-03-31T00:00:00Z','members':999"));
    tables.with(
        Facts.CHANNELS,
        row("'changed_date':'2026-02-01','channel_id':101,'channel_name':'general'"),
        row("'changed_date':'2026-03-09','channel_id':101,'channel_name':'lounge'"),
        row("'changed_date':'2026-01-01','channel_id':102,'channel_name':'stage'"),
        row("'changed_date':'2026-01-01','channel_id':103,'channel_name':'stage'"));
  }

  private static void watched() {
    for (LocalDate day : DAYS.days()) {
      for (int hour = 0; hour < 24; hour++) {
        for (String family : List.of("messages", "voice", "members")) {
          if (!family.equals("messages") || !day.equals(LocalDate.of(2026, 3, 30))) {
            tables.with(
                Facts.COLLECTOR_COVERAGE,
                row("'covered_date':'" + day + "','family':'" + family + "','hour_at':'" + day
                    + String.format("T%02d:00:00Z','covered_seconds':3600", hour)));
          }
        }
      }
    }
  }

  private static void hour(String day, int hour, long channel, long member, String fields) {
    tables.with(
        Rollups.ACTIVITY_HOURLY,
        row("'activity_date':'" + day + "','hour_at':'" + day
            + String.format("T%02d:00:00Z','channel_id':%d,'member_key':%d,", hour, channel, member)
            + fields));
  }

  private static String row(String fields) {
    return ("{'guild_id':" + GUILD + "," + fields + "}").replace('\'', '"');
  }

  private static QueryRequest request(DayRange days, Map<String, String> given) {
    return new QueryRequest(
        new ReportRequest(
            GUILD,
            "Guild",
            days,
            Audience.MODERATORS,
            Config.load(folder.resolve("none.yaml"), Map.of()).guild(GUILD),
            pseudonyms),
        QueryArguments.of(new UserStatsReport(), given),
        LocalDate.of(2026, 4, 1),
        (user, month) -> user);
  }

  private static List<List<String>> rows(Map<String, String> given) {
    ReportContent content = new UserStatsReport().answer(request(DAYS, given), tables);
    return content.tables().get(0).rows().stream()
        .map(row -> row.stream().map(PrintedCell::forPrograms).toList())
        .toList();
  }

  @Test
  void theTwelveColumnsHaveTheirNamesAndOrder() {
    ReportContent content = new UserStatsReport().answer(request(DAYS, Map.of()), tables);
    assertThat(content.tables().get(0).columns().stream().map(ReportColumn::header))
        .containsExactly(
            "Case",
            "Total users",
            "Active users",
            "Voice users",
            "Joins",
            "Parts",
            "Messages",
            "Messages/user",
            "(stdev)",
            "Voice man-hours",
            "Voice hours/user",
            "(stdev)",
            "covered_days",
            "messages_per_covered_day",
            "n",
            "median",
            "p90",
            "gini",
            "top_10_percent_share");
  }

  @Test
  void aWeekdayIsCountedAfresh() {
    List<List<String>> weekdays = rows(Map.of("type", "weekday"));
    assertThat(weekdays).hasSize(7);
    // Messages 1, 2, 3, 4, 10; voice 4,800 and 1,200 s, and a member with 0 s is no voice user.
    assertThat(weekdays.get(2))
        .containsExactly(
            "Wednesday",
            "120",
            "5",
            "2",
            "2",
            "1",
            "20",
            "4.00",
            "3.54",
            "1.67",
            "0.83",
            "0.71",
            "4.00",
            "5.00",
            "5",
            "3.00",
            "7.60",
            "0.50",
            "50.00");
  }

  @Test
  void weekdaySumsStaySumsAndCoveredDaysMakeThemComparable() {
    List<List<String>> weekdays = rows(Map.of("type", "weekday"));
    assertThat(weekdays.get(0).get(6)).as("five Mondays").isEqualTo("50");
    assertThat(weekdays.get(1).get(6)).as("four Tuesdays").isEqualTo("40");
    assertThat(weekdays.get(0).get(12)).as("the last one was not watched").isEqualTo("4.00");
    assertThat(weekdays.get(0).get(13)).isEqualTo("12.50");
    assertThat(weekdays.get(1).get(12)).isEqualTo("4.00");
    assertThat(weekdays.get(1).get(13)).isEqualTo("10.00");
  }

  @Test
  void totalUsersIsTheLastCountBeforeTheEndInEveryRow() {
    assertThat(rows(Map.of("type", "weekday")).stream().map(row -> row.get(1))).containsOnly("120");
    assertThat(rows(Map.of()).get(0).get(1)).isEqualTo("120");
  }

  @Test
  void anHourOfTheDayIsItsOwnCase() {
    List<List<String>> hours = rows(Map.of("type", "hourly"));
    assertThat(hours).hasSize(24);
    assertThat(hours.stream().map(row -> row.get(0)).toList())
        .startsWith("0", "1", "2")
        .endsWith("22", "23");
    assertThat(hours.get(10).subList(9, 12)).containsExactly("0.17", "0.17", "0.00");
    assertThat(hours.get(11).subList(9, 12)).containsExactly("1.00", "1.00", "0.00");
    // 600 and 1,200 s: 0.5 h in all, deviation 424.26 s.
    assertThat(hours.get(12).subList(9, 12)).containsExactly("0.50", "0.25", "0.12");
    assertThat(hours.get(20).subList(12, 14)).containsExactly("28.00", "3.21");
  }

  @Test
  void theWholePeriodCountsEachMemberOnce() {
    List<String> full = rows(Map.of()).get(0);
    // Messages 1, 2, 3, 4, 10 and 90: squares 8,230, so that the variance is 37,280 / 30.
    assertThat(full.subList(0, 9))
        .containsExactly("full", "120", "6", "2", "2", "1", "110", "18.33", "35.25");
    assertThat(full.subList(12, 14)).containsExactly("28.00", "3.93");
  }

  /** With four the shape of a distribution says too little, and too much of each of them. */
  @Test
  void fewerThanFiveHaveNoShares() {
    DayRange days = new DayRange(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6));
    List<String> row = new UserStatsReport()
        .answer(request(days, Map.of()), tables).tables().get(0).rows().get(0).stream()
            .map(PrintedCell::forPrograms)
            .toList();
    assertThat(row.subList(6, 9)).containsExactly("10", "2.50", "1.29");
    assertThat(row.subList(14, 19)).containsExactly("4", "", "", "", "");
  }

  @Test
  void twoChannelsOfOneNameAreTwoRowsOfTheDump() throws IOException {
    DayRange days = new DayRange(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 6));
    Path file = folder.resolve("one-name.csv.gz");
    new UserStatsDump(tables, pseudonyms, GUILD, days).write(file);
    String csv;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String talker = pseudonyms.of(GUILD, YearMonth.of(2026, 1), 1);
    assertThat(csv.lines().filter(line -> line.contains(",voice,")))
        .containsExactly(
            "2026-01-05T09:00:00Z,voice," + talker + ",#stage,60",
            "2026-01-05T09:00:00Z,voice," + talker + ",#stage,60");
  }

  @Test
  void aChannelHasNoJoins() {
    List<String> stage = rows(Map.of("channel", "102")).get(0);
    assertThat(stage.subList(0, 13))
        .containsExactly(
            "full", "120", "0", "2", "", "", "0", "0.00", "0.00", "1.67", "0.83", "0.71", "28.00");
    assertThat(rows(Map.of("channel", "#lounge")).get(0).get(6)).isEqualTo("110");
    assertThat(rows(Map.of("channel", "all")).get(0).get(6)).isEqualTo("110");
    assertThatThrownBy(() -> rows(Map.of("channel", "#longue")))
        .hasMessageContaining("Did you mean #lounge?");
    assertThatThrownBy(() -> rows(Map.of("channel", "#stage")))
        .hasMessageContaining("Give the id of one: 102, 103");
  }

  @Test
  void whatNobodyWatchedIsNotZero() {
    DayRange february = new DayRange(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1));
    List<String> row = new UserStatsReport()
        .answer(request(february, Map.of()), tables).tables().get(0).rows().get(0).stream()
            .map(PrintedCell::forPrograms)
            .toList();
    assertThat(row.subList(0, 7))
        .containsExactly(
            "full",
            "not known",
            "not watched",
            "not watched",
            "not watched",
            "not watched",
            "not watched");
    assertThat(row.subList(12, 14)).containsExactly("0.00", "not watched");
  }

  @Test
  void aReportOfTwoMonthsIsRefused() {
    DayRange two = new DayRange(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 2));
    assertThatThrownBy(() -> new UserStatsReport().check(request(two, Map.of())))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(WarehouseException.Code.USAGE))
        .hasMessageContaining("Reports can't span different months");
    new UserStatsReport()
        .check(request(new DayRange(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)), Map.of()));
  }

  @Test
  void withoutARangeItIsTheLastMonth() {
    assertThat(new UserStatsReport().usualRange(LocalDate.of(2026, 3, 1)))
        .isEqualTo(new DayRange(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 3, 1)));
    assertThat(new UserStatsReport()
            .fileStem(QueryArguments.of(new UserStatsReport(), Map.of("type", "hourly")), DAYS))
        .isEqualTo("report-hourly-all-2026-03-02-2026-03-31");
    assertThat(new UserStatsReport()
            .fileStem(QueryArguments.of(new UserStatsReport(), Map.of("channel", "#a b/c")), DAYS))
        .isEqualTo("report-full-a_b_c-2026-03-02-2026-03-31");
  }

  @Test
  void theDumpIsSortedByAllColumns() throws IOException {
    DayRange days = new DayRange(LocalDate.of(2026, 3, 30), LocalDate.of(2026, 4, 1));
    Path file = folder.resolve(UserStatsDump.fileName(days));
    Exported exported = new UserStatsDump(tables, pseudonyms, GUILD, days).write(file);
    byte[] bytes = Files.readAllBytes(file);
    String csv;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> lines = List.of(csv.substring(1).split("\r\n"));
    String member = pseudonyms.of(GUILD, YearMonth.of(2026, 3), -7);
    assertThat(member).matches("[0-9a-f]{16}");
    assertThat(csv).startsWith("\uFEFF");
    assertThat(lines.get(0)).isEqualTo("Period,Event,User hash,Channel,Count");
    assertThat(lines)
        .contains("2026-03-30T20:00:00Z,msg," + member + ",#lounge,10")
        .contains("2026-03-30T19:00:00Z,total_users,,,100")
        .contains("2026-03-30T23:00:00Z,total_users,,,120")
        .anyMatch(line -> line.startsWith("2026-03-31T00:00:00Z,msg,"))
        .hasSize(1 + 24 + 2);
    assertThat(exported.rows()).isEqualTo(26);
    assertThat(lines.subList(1, lines.size())).isSorted();
    new UserStatsDump(tables, pseudonyms, GUILD, days).write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Test
  void theDumpNamesChannelsAsTheyWereAndGivesJoinsNone() throws IOException {
    DayRange days = new DayRange(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 5));
    Path file = folder.resolve("dump.csv.gz");
    new UserStatsDump(tables, pseudonyms, GUILD, days).write(file);
    String csv;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    String joiner = pseudonyms.of(GUILD, YearMonth.of(2026, 3), 6);
    String talker = pseudonyms.of(GUILD, YearMonth.of(2026, 3), 1);
    assertThat(csv.split("\r\n"))
        .contains("2026-03-04T13:00:00Z,join," + joiner + ",,1")
        .contains("2026-03-04T14:00:00Z,part," + joiner + ",,1")
        .contains("2026-03-04T11:00:00Z,voice," + talker + ",#stage,3600")
        .contains("2026-03-04T09:00:00Z,msg," + talker + ",#general,1")
        // One for each watched hour would need a count of the members; nobody had counted yet.
        .noneMatch(line -> line.contains("total_users"));
  }
}
