package dev.guildhouse.schedules.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.jobs.verify.Verification;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that have one answer, from the line of an event to the report. */
class CountingCasesIT {
  private static final long GUILD = 700;
  private static final String MONDAY = "2026-02-23";
  private static final String FRIDAY = "2026-02-27";

  @TempDir
  private Path folder;

  private int sequence;

  @Test
  void everyCaseHasItsAnswer() throws IOException {
    Home home = new Home(folder.resolve("home")).prepare();
    long deleted = Snowflake.of(Instant.parse(MONDAY + "T09:00:00Z"), 1);
    long kept = Snowflake.of(Instant.parse(MONDAY + "T09:30:00Z"), 2);
    long helped = Snowflake.of(Instant.parse("2026-02-24T09:00:00Z"), 3);
    Files.writeString(
        home.configuration(),
        "guilds:\n  - id: " + GUILD + "\n    support: {help_channels: [702]}\n"
            + "    votes: {up: [thanks], down: []}\n");
    take(
        home,
        // Voice over three hours.
        voice("voice_join", MONDAY + "T10:50:00Z", 101),
        voice("voice_leave", MONDAY + "T12:10:00Z", 101),
        // Voice of no second.
        voice("voice_join", MONDAY + "T11:00:00Z", 102),
        voice("voice_leave", MONDAY + "T11:00:00Z", 102),
        // Voice over the end of the month.
        voice("voice_join", "2026-02-28T23:30:00Z", 103),
        voice("voice_leave", "2026-03-01T00:45:00Z", 103),
        // Two messages of Monday, one of which is deleted on Friday.
        message(deleted, 101),
        message(kept, 101),
        line("message_delete", FRIDAY + "T20:00:00Z", 0, "\"message_id\": \"" + deleted + "\""),
        // A reaction given, taken back, and given again.
        reaction("reaction_add", MONDAY + "T13:00:00Z", kept),
        reaction("reaction_remove", MONDAY + "T13:05:00Z", kept),
        reaction("reaction_add", MONDAY + "T13:10:00Z", kept),
        // A vote by a custom emoji, which is configured by its name.
        reaction("reaction_add", "2026-02-25T13:00:00Z", kept).replace("\"+\"", "\"thanks:77\""),
        // A post in a channel for help, without a question mark.
        message(helped, 101).replace("\"701\"", "\"702\", \"thread_id\": \"" + helped + "\""));
    WarehouseSession session = TestWarehouse.of(home);
    DayRange days = new DayRange(LocalDate.parse(MONDAY), LocalDate.of(2026, 3, 2));
    session.runner().backfill(days, Reprocess.MISSING, TestWarehouse.LEASE, 1);
    TableReader tables = session.lake().reader();

    assertThat(voiceByHour(tables, MONDAY)).containsExactly("10: 600", "11: 3600", "12: 600");
    assertThat(voiceByHour(tables, "2026-02-28")).containsExactly("23: 1800");
    assertThat(voiceByHour(tables, "2026-03-01")).containsExactly("0: 2700");
    assertThat(number(tables, "messages", MONDAY))
        .as("a delete lowers its Monday")
        .isEqualTo(1);
    assertThat(number(tables, "messages_removed", FRIDAY)).isEqualTo(1);
    assertThat(number(tables, "reactions_given", MONDAY)).isEqualTo(1);
    assertThat(number(tables, "questions", "2026-02-24")).isEqualTo(1);
    assertThat(number(tables, "votes_up", "2026-02-25")).isEqualTo(1);
    assertThat(number(tables, "voice_sessions", "2026-03-01"))
        .as("a stay counts where it begins")
        .isZero();

    UserStatsComparison reports = new UserStatsComparison(home, tables, GUILD);
    assertThat(reports.voice("full", YearMonth.of(2026, 2)))
        .as("0 seconds make no voice user")
        .containsExactly(List.of("full", "2", "1.83", "0.92", "0.59"));
    assertThat(reports.voice("full", YearMonth.of(2026, 3)))
        .containsExactly(List.of("full", "1", "0.75", "0.75", "0.00"));

    assertThat(new Verification(tables, TestWarehouse.config(home))
            .range(days, new TreeSet<>(List.of(GUILD)), (guild, day) -> true)
            .breaches())
        .isEmpty();
  }

  private static List<String> voiceByHour(TableReader tables, String day) {
    return tables
        .table(Rollups.ACTIVITY_HOURLY, DayRange.of(LocalDate.parse(day)))
        .where(col("voice_seconds").gt(0))
        .groupBy(org.apache.spark.sql.functions.hour(col("hour_at")).as("hour"))
        .agg(sum("voice_seconds"))
        .orderBy("hour")
        .collectAsList()
        .stream()
        .map(row -> row.getInt(0) + ": " + row.getLong(1))
        .toList();
  }

  private static long number(TableReader tables, String metric, String day) {
    Row row = tables
        .table(Rollups.of(Entity.GUILD, Period.DAY), DayRange.of(LocalDate.parse(day)))
        .first();
    return row.<Long>getAs(metric);
  }

  private String voice(String type, String at, long user) {
    return line(type, at, user, "\"session_id\": 1, \"sequence\": " + ++sequence);
  }

  private static String reaction(String type, String at, long message) {
    return line(type, at, 105, "\"message_id\": \"" + message + "\", \"emoji\": \"+\"");
  }

  private static String message(long id, long user) {
    return line("message_create", "", user, "\"message_id\": \"" + id + "\"");
  }

  private static String line(String type, String at, long user, String more) {
    return "{\"guild_id\": \"" + GUILD + "\", \"channel_id\": \"701\", \"event_type\": \"" + type
        + "\"" + (at.isEmpty() ? "" : ", \"event_at\": \"" + at + "\"")
        + (user == 0 ? "" : ", \"user_id\": \"" + user + "\"") + ", " + more + "}\n";
  }

  private void take(Home home, String... lines) throws IOException {
    Path file = folder.resolve("events.jsonl");
    Files.writeString(file, String.join("", lines));
    ImportOptions options = ImportOptions.of(
        LandingLayout.of(home),
        new GuildSecrets(home.secrets()),
        Instant.parse("2026-11-20T00:00:00Z"));
    assertThat(new ImportRun(options, ImportListener.NONE).of(List.of(file)).hasRefusals())
        .isFalse();
  }
}
