package dev.guildhouse.schedules.warehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.jobs.verify.Verification;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that have one answer, from the line of an event to the report. */
@Tag("acceptance")
class CountingCasesIT {
  private static final long GUILD = 700;
  private static final String MONDAY = "2026-02-23";
  private static final String FRIDAY = "2026-02-27";
  private static final String SATURDAY = "2026-02-28";

  @TempDir
  private Path folder;

  private int sequence;

  @Test
  void everyCaseHasItsAnswer() throws IOException {
    Home home = new Home(folder.resolve("home")).prepare();
    long deleted = Snowflake.of(Instant.parse(MONDAY + "T09:00:00Z"), 1);
    long kept = Snowflake.of(Instant.parse(MONDAY + "T09:30:00Z"), 2);
    long helped = Snowflake.of(Instant.parse("2026-02-24T09:00:00Z"), 3);
    long filed = Snowflake.of(Instant.parse("2026-02-26T09:00:00Z"), 4);
    long thread = Snowflake.of(Instant.parse(SATURDAY + "T08:00:00Z"), 1);
    long answer = Snowflake.of(Instant.parse(SATURDAY + "T08:40:00Z"), 1);
    long elsewhere = Snowflake.of(Instant.parse("2026-02-26T11:00:00Z"), 9);
    Files.writeString(
        home.configuration(),
        "guilds:\n  - id: " + GUILD + "\n    support: {help_channels: [702]}\n"
            + "    votes: {up: [thanks], down: [sad]}\n");
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
        // Two down-votes, one of which is taken back.
        reaction("reaction_add", "2026-02-25T14:00:00Z", kept).replace("\"+\"", "\"sad\""),
        reaction("reaction_add", "2026-02-25T14:00:00Z", kept)
            .replace("\"+\"", "\"sad\"")
            .replace("105", "106"),
        reaction("reaction_remove", "2026-02-25T15:00:00Z", kept)
            .replace("\"+\"", "\"sad\"")
            .replace("105", "106"),
        // Three files, one of which an edit takes away; of embeds the most that were ever seen.
        message(filed, 101, "\"attachments\": 3, \"stickers\": 1, \"embeds\": 2, \"mentions\": 4"),
        line(
            "message_update",
            "2026-02-26T10:00:00Z",
            101,
            "\"message_id\": \"" + filed + "\", \"is_edit\": true, \"edited_at\":"
                + " \"2026-02-26T10:00:00Z\", \"attachments\": 2, \"stickers\": 1, \"embeds\": 1,"
                + " \"mentions\": 3"),
        message(filed + 1, 101, "\"attachments\": 7, \"stickers\": 2, \"embeds\": 5"),
        line(
            "message_delete", "2026-02-28T20:00:00Z", 0, "\"message_id\": \"" + (filed + 1) + "\""),
        // A grant that is completed two days later, one that waits, and one that fails.
        grant("g1", "pending", "5.5", ""),
        grant("g1", "completed", "5.5", FRIDAY + "T10:00:00Z"),
        grant("g2", "pending", "7", ""),
        grant("g3", "completed", "9", ""),
        grant("g3", "failed", "9", FRIDAY + "T10:00:00Z"),
        // Who came through an invite, and who made it.
        line("invite_create", "2026-02-26T08:00:00Z", 101, "\"id\": \"i1\""),
        line("invite_join", "2026-02-26T09:00:00Z", 107, "\"id\": \"j1\""),
        line("invite_join", "2026-02-26T09:30:00Z", 108, "\"id\": \"j2\""),
        // A thread that is joined, left and joined again, and archived, opened and archived again.
        inThread("thread_create", "08:00:00", 111, thread, ""),
        inThread("thread_member_join", "08:10:00", 112, thread, ""),
        inThread("thread_member_join", "08:11:00", 112, thread, ""),
        inThread("thread_member_leave", "08:20:00", 112, thread, ""),
        inThread("thread_member_join", "08:30:00", 112, thread, ""),
        inThread(
            "thread_update", "09:00:00", 0, thread, "\"attributes\": {\"archived\": \"true\"}, "),
        inThread(
            "thread_update", "09:05:00", 0, thread, "\"attributes\": {\"archived\": \"true\"}, "),
        inThread(
            "thread_update", "10:00:00", 0, thread, "\"attributes\": {\"archived\": \"false\"}, "),
        inThread(
            "thread_update", "11:00:00", 0, thread, "\"attributes\": {\"archived\": \"true\"}, "),
        message(answer, 112, "\"thread_id\": \"" + thread + "\""),
        message(answer + 1, 119, "\"is_bot\": true"),
        // One who changes the mind and comes back to it, and one who votes for two answers.
        vote("poll_vote_add", "12:00:00", 113, "1", answer),
        vote("poll_vote_remove", "12:01:00", 113, "1", answer),
        vote("poll_vote_add", "12:02:00", 113, "1", answer),
        vote("poll_vote_add", "12:03:00", 114, "1", answer),
        vote("poll_vote_add", "12:04:00", 114, "2", answer),
        line(
            "reaction_add",
            SATURDAY + "T13:00:00Z",
            113,
            "\"message_id\": \"" + answer + "\", \"emoji\": \"+\", \"target_user_id\": \"112\""),
        // Who is flagged counts, not who flags; a leave that is told twice is one.
        line(
            "automod_hit",
            SATURDAY + "T14:00:00Z",
            0,
            "\"id\": \"h1\", \"target_user_id\": \"115\""),
        line("flag", SATURDAY + "T14:01:00Z", 116, "\"id\": \"f1\", \"target_user_id\": \"115\""),
        line("flag", SATURDAY + "T14:02:00Z", 114, "\"id\": \"f2\", \"target_user_id\": \"115\""),
        line(
            "moderator_action",
            SATURDAY + "T14:05:00Z",
            117,
            "\"id\": \"a1\", \"target_user_id\": \"115\""),
        line("scheduled_event", SATURDAY + "T15:00:00Z", 117, "\"id\": \"s1\""),
        line("member_leave", SATURDAY + "T16:00:00Z", 118, "\"session_id\": 1, \"sequence\": 901"),
        line("member_leave", SATURDAY + "T16:00:30Z", 118, "\"session_id\": 1, \"sequence\": 902"),
        // A join after midnight.
        line(
            "member_join",
            "2026-02-27T00:00:20Z",
            120,
            "\"session_id\": 1, \"sequence\": " + ++sequence),
        // What happens in another channel: a message, and the rest of a stay that began in the
        // first.
        message(elsewhere, 109).replace("\"701\"", "\"703\""),
        voice("voice_join", "2026-02-26T20:00:00Z", 109),
        voice("voice_move", "2026-02-26T20:10:00Z", 109).replace("\"701\"", "\"703\""),
        voice("voice_leave", "2026-02-26T21:00:00Z", 109).replace("\"701\"", "\"703\""),
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
    assertThat(number(tables, "votes_down", "2026-02-25")).isEqualTo(1);
    everyOtherSum(tables);
    String thursday = "2026-02-26";
    assertThat(number(tables, "attachments", thursday)).as("of live messages").isEqualTo(2);
    assertThat(number(tables, "messages_with_files", thursday)).isEqualTo(1);
    assertThat(number(tables, "stickers", thursday)).isEqualTo(1);
    assertThat(number(tables, "embeds", thursday)).as("the most seen").isEqualTo(2);
    assertThat(number(tables, "mentions", thursday)).isEqualTo(3);
    assertThat(number(tables, "messages_edited", thursday)).isEqualTo(1);
    assertThat(number(tables, "rewards", "2026-02-25")).as("when granted").isEqualTo(1);
    assertThat(amount(tables, "2026-02-25")).isEqualByComparingTo("5.5");
    assertThat(number(tables, "invites_created", thursday)).isEqualTo(1);
    assertThat(number(tables, "invite_joins", thursday)).isEqualTo(2);
    assertThat(number(tables, "messages", thursday)).isEqualTo(2);
    assertThat(number(tables, "voice_seconds", thursday)).isEqualTo(3600);
    assertThat(number(tables, "voice_sessions", "2026-03-01"))
        .as("a stay counts where it begins")
        .isZero();

    UserStatsComparison reports = new UserStatsComparison(home, tables, GUILD);
    assertThat(reports.voice("full", YearMonth.of(2026, 2)))
        .as("0 seconds make no voice user")
        .containsExactly(List.of("full", "3", "2.83", "0.94", "0.42"));
    assertThat(reports.voice("full", YearMonth.of(2026, 3)))
        .containsExactly(List.of("full", "1", "0.75", "0.75", "0.00"));

    assertThat(new Verification(tables, TestWarehouse.config(home))
            .range(days, new TreeSet<>(List.of(GUILD)), (guild, day) -> true)
            .breaches())
        .isEmpty();

    anotherRuleCountsEveryDayAnew(home, days);
  }

  private static void everyOtherSum(TableReader tables) {
    Map<String, Long> counts = new TreeMap<>();
    for (String metric : List.of(
        "messages_created",
        "messages",
        "replies",
        "thread_messages",
        "bot_messages",
        "threads_created",
        "thread_joins",
        "threads_archived",
        "threads_active",
        "poll_votes",
        "reactions_given",
        "reactions_received",
        "automod_hits",
        "flags",
        "moderator_actions",
        "scheduled_events",
        "leaves")) {
      counts.put(metric, number(tables, metric, SATURDAY));
    }
    assertThat(counts)
        .isEqualTo(Map.ofEntries(
            Map.entry("messages_created", 1L),
            Map.entry("messages", 1L),
            Map.entry("replies", 1L),
            Map.entry("thread_messages", 1L),
            Map.entry("bot_messages", 1L),
            Map.entry("threads_created", 1L),
            Map.entry("thread_joins", 2L),
            Map.entry("threads_archived", 2L),
            Map.entry("threads_active", 1L),
            Map.entry("poll_votes", 3L),
            Map.entry("reactions_given", 1L),
            Map.entry("reactions_received", 1L),
            Map.entry("automod_hits", 1L),
            Map.entry("flags", 2L),
            Map.entry("moderator_actions", 1L),
            Map.entry("scheduled_events", 1L),
            Map.entry("leaves", 1L)));
    assertThat(tables
            .table(Rollups.of(Entity.MEMBER, Period.DAY), DayRange.of(LocalDate.parse(SATURDAY)))
            .where("flags > 0 OR automod_hits > 0 OR reactions_received > 0")
            .selectExpr("concat_ws(' ', flags, automod_hits, reactions_received)")
            .orderBy("flags")
            .as(Encoders.STRING())
            .collectAsList())
        .as("of who was flagged, and of who was praised")
        .containsExactly("0 0 1", "2 1 0");
  }

  /**
   * Channel 703 is ignored now, and "sad" is no vote any more. The join of Friday is told once more, by
   * its system message of Thursday.
   */
  private void anotherRuleCountsEveryDayAnew(Home home, DayRange days) throws IOException {
    Files.writeString(
        home.configuration(),
        "guilds:\n  - id: " + GUILD + "\n    ignored_channels: [703]\n"
            + "    support: {help_channels: [702]}\n    votes: {up: [thanks], down: []}\n");
    Instant joined = Instant.parse("2026-02-26T23:59:50Z");
    take(
        home,
        line(
            "member_join",
            joined.toString(),
            120,
            "\"message_id\": \"" + Snowflake.of(joined, 1) + "\""));
    WarehouseSession session = TestWarehouse.of(home);
    session.runner().nightly(LocalDate.of(2026, 3, 1), TestWarehouse.LEASE, 2);
    TableReader tables = session.lake().reader();

    assertThat(number(tables, "messages", "2026-02-26")).isEqualTo(1);
    assertThat(number(tables, "voice_seconds", "2026-02-26"))
        .as("up to the move into it")
        .isEqualTo(600);
    assertThat(number(tables, "active_members", "2026-02-26")).isEqualTo(2);
    assertThat(number(tables, "votes_down", "2026-02-25")).isZero();
    assertThat(tables
            .table(Rollups.of(Entity.CHANNEL, Period.DAY))
            .where(col("channel_id").equalTo(703))
            .count())
        .isZero();
    assertThat(restated(tables))
        .contains(
            "2026-02-25 votes_down 1 0 definition",
            "2026-02-26 messages 2 1 definition",
            "2026-02-26 unique_authors 2 1 definition",
            "2026-02-26 voice_seconds 3600 600 definition",
            "2026-02-26 joins 0 1 late",
            "2026-02-27 joins 1 0 duplicate")
        .filteredOn(line -> !line.contains(" joins ") && !line.contains("_coverage"))
        .allMatch(line -> line.endsWith(" definition"));
    assertThat(new Verification(tables, TestWarehouse.config(home))
            .range(days, new TreeSet<>(List.of(GUILD)), (guild, day) -> true)
            .breaches())
        .isEmpty();

    RunResult again = session.runner().nightly(LocalDate.of(2026, 3, 1), TestWarehouse.LEASE, 3);
    assertThat(again.jobs()).as("the rule is known now").isEmpty();
  }

  private static List<String> restated(TableReader tables) {
    return tables
        .table(Marts.RESTATEMENTS)
        .where(col("table_name").equalTo("guild_daily"))
        .selectExpr("concat_ws(' ', period_start_date, metric, cast(old_value AS INT),"
            + " cast(new_value AS INT), reason)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static BigDecimal amount(TableReader tables, String day) {
    return tables
        .table(Rollups.of(Entity.GUILD, Period.DAY), DayRange.of(LocalDate.parse(day)))
        .first()
        .getAs("reward_amount");
  }

  private static String inThread(String type, String time, long user, long thread, String more) {
    return line(
        type, SATURDAY + "T" + time + "Z", user, more + "\"thread_id\": \"" + thread + "\"");
  }

  private static String vote(String type, String time, long user, String answer, long message) {
    return line(
        type,
        SATURDAY + "T" + time + "Z",
        user,
        "\"message_id\": \"" + message + "\", \"emoji\": \"" + answer + "\"");
  }

  private static String grant(String id, String status, String amount, String edited) {
    return line(
        "reward_grant",
        "2026-02-25T10:00:00Z",
        110,
        "\"id\": \"" + id + "\", \"amount\": \"" + amount + "\", \"reward_status\": \"" + status
            + "\"" + (edited.isEmpty() ? "" : ", \"edited_at\": \"" + edited + "\""));
  }

  private static String message(long id, long user, String more) {
    return line("message_create", "", user, "\"message_id\": \"" + id + "\", " + more);
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
