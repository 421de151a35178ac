package dev.guildhouse.schedules.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.ConfigProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimetableReadingTest {
  @TempDir
  private Path home;

  @Test
  void shippedSchedulesHoldWithoutAFile() throws IOException {
    Timetable shipped = reading(null).timetable();
    assertThat(shipped.schedules())
        .extracting(schedule -> schedule.name() + ": " + schedule.recurrence().text())
        .containsExactly(
            "ingest: hourly :05",
            "nightly: daily 00:15",
            "alerts: daily 00:30",
            "reconcile: daily 01:30",
            "month_close: daily 03:30",
            "erasures: daily 03:45",
            "retention: daily 04:00",
            "backup: daily 04:30",
            "verify: daily 05:00",
            "summaries: daily 05:30",
            "weekly_community: monday 06:00",
            "daily_brief: daily 06:00",
            "kpi_board: monday 06:10",
            "moderation: monday 06:15",
            "top_content: monday 06:20",
            "retention_report: monday 06:25",
            "drafts: monday 06:40",
            "monthly_userstats: monthly 1 06:30");
    assertThat(shipped.schedules())
        .extracting(schedule -> schedule.options().report())
        .as("every report has its time")
        .containsAll(ScheduledJobs.offer().reports());
    assertThat(shipped.named("weekly_community").after()).containsExactly("nightly");
    assertThat(shipped.named("weekly_community").options().days(LocalDate.of(2026, 3, 9)))
        .hasToString("2026-03-02 to 2026-03-09");
    assertThat(shipped.named("verify").options().days(LocalDate.of(2026, 3, 9)).length())
        .isEqualTo(7);
  }

  @Test
  void fileChangesKeysOfShippedOnesAddsOthersAndSwitchesOff() throws IOException {
    Timetable changed = reading("""
        schedules:
          nightly:
            at: "01:00"
            time_zone: Europe/Berlin
          weekly_community:
            every: month
            on: 31
          verify:
            enabled: false
          fridays:
            job: report
            report: weekly_community
            every: week
            on: friday
            guilds: [1200000000000000000]
            catch_up: none
            retries: 0
            retry_wait: 30s
            time_limit: 2h
            after: [nightly]
        """).timetable();
    Schedule nightly = changed.named("nightly");
    assertThat(nightly.recurrence()).isEqualTo(new Recurrence.Daily(LocalTime.of(1, 0)));
    assertThat(nightly.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(nightly.catchUp()).isEqualTo(CatchUp.ALL);
    assertThat(changed.named("weekly_community").recurrence())
        .isEqualTo(new Recurrence.Monthly(31, LocalTime.MIDNIGHT));
    assertThat(changed.named("weekly_community").options().days(LocalDate.of(2026, 3, 31)))
        .hasToString("2026-02-01 to 2026-03-01");
    assertThat(changed.enabled()).extracting(Schedule::name).doesNotContain("verify");
    Schedule fridays = changed.named("fridays");
    assertThat(fridays.recurrence())
        .isEqualTo(new Recurrence.Weekly(DayOfWeek.FRIDAY, LocalTime.MIDNIGHT));
    assertThat(fridays.options().guilds()).containsExactly(1200000000000000000L);
    assertThat(fridays.retries()).isZero();
    assertThat(fridays.backoff(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(fridays.backoff(3)).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void allErrorsAreToldAtOnceWithTheirLines() throws IOException {
    TimetableReading reading = reading("""
        schedules:
          nightly:
            evry: day
            time_zone: Europe/Berln
            after: [verify]
          mine:
            job: nigtly
            every: 15m
            at: "00:10"
          other:
            job: report
            report: weekly
            every: week
            on: fryday
            range: lst month
          third:
            every: day
            on: 3
            guilds: 7
        """);
    assertThat(reading.problems())
        .extracting(ConfigProblem::text)
        .satisfiesExactlyInAnyOrder(
            one -> assertThat(one)
                .isEqualTo("schedules.nightly.evry (line 3): unknown key; did you mean every?"),
            one -> assertThat(one).contains("line 4", "did you mean Europe/Berlin?"),
            one -> assertThat(one).contains("line 5", "verify", "neither would run"),
            one -> assertThat(one).contains("line 7", "nigtly; did you mean nightly?"),
            one -> assertThat(one).contains("line 9", "an interval is counted from 1970"),
            one -> assertThat(one).contains("line 12", "weekly"),
            one -> assertThat(one).contains("line 14", "did you mean friday?"),
            one -> assertThat(one).contains("line 15", "Did you mean last month?"),
            one -> assertThat(one).contains("line 16", "schedules.third.job", "missing"),
            one -> assertThat(one).contains("line 18", "only a week or a month"),
            one -> assertThat(one).contains("line 19", "a list"));
    assertThatThrownBy(reading::timetable)
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("the file has 11 errors")
        .hasMessageContaining("guildhouse schedule check");
  }

  @Test
  void schedulesThatWaitInACircleAreRefused() throws IOException {
    assertThat(reading("""
        schedules:
          a: {job: ingest, every: day, after: [b]}
          b: {job: ingest, every: day, after: [c]}
          c: {job: ingest, every: day, after: [a]}
          d: {job: ingest, every: day, after: [d]}
        """).problems())
        .extracting(ConfigProblem::path)
        .containsExactly(
            "schedules.a.after[0]",
            "schedules.b.after[0]",
            "schedules.c.after[0]",
            "schedules.d.after[0]");
  }

  @Test
  void namesThatAreNoNamesAndTextsThatAreNoYamlAreRefused() throws IOException {
    assertThat(reading("schedules:\n  'a b': {job: ingest, every: day}\n").problems())
        .hasSize(1);
    assertThat(reading("schedules: [\n").problems()).hasSize(1);
    assertThat(reading("just words\n").problems()).hasSize(1);
    assertThat(reading("").problems()).isEmpty();
  }

  @Test
  void everyKeyIsExplainedToOperators() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "OPERATIONS.md"));
    try (InputStream schema = TimetableReading.class.getResourceAsStream("schedules.schema.json")) {
      new ObjectMapper()
          .readTree(schema)
          .at("/$defs/schedule/properties")
          .fieldNames()
          .forEachRemaining(key -> assertThat(page).contains("`" + key + "`"));
    }
  }

  private TimetableReading reading(String text) throws IOException {
    Path file = home.resolve("schedules.yaml");
    if (text != null) {
      Files.writeString(file, text);
    }
    return TimetableReading.of(file, ScheduledJobs.offer());
  }
}
