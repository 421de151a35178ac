package dev.guildhouse.jobs.verify;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.facts.MembershipsFact;
import dev.guildhouse.jobs.facts.MessagesFact;
import dev.guildhouse.jobs.facts.ReactionsFact;
import dev.guildhouse.jobs.facts.VoiceSessionsFact;
import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Snowflake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facts and the recount each come to the same number by their own path. */
class RecountTest {
  private static final Slice DAY = Slice.of(List.of(7L), List.of(LocalDate.of(2026, 3, 2)));

  private final SparkSession spark = TablesInMemory.session();
  private final TablesInMemory events = new TablesInMemory(spark);

  @TempDir
  private Path folder;

  private int sequence;

  @Test
  void postInAChannelForHelpIsAQuestion() throws IOException {
    written(1, 30, true);
    written(2, 30, false);
    written(3, 31, true);
    Config help = config("guilds:\n  - id: 7\n    support: {help_channels: [30]}\n");
    assertThat(new MessagesFact()
            .rows(new JobInputs(events, help, spark), DAY)
            .where("is_question")
            .count())
        .isEqualTo(1);
    assertThat(recounted("questions", help)).isEqualTo(1);
    assertThat(recounted("questions", config(""))).isZero();
  }

  @Test
  void leaveToldTwiceIsOneUnlessAJoinPartsThem() throws IOException {
    left(11, "09:00:00");
    left(11, "09:01:00");
    left(12, "09:00:00");
    left(12, "09:01:01");
    left(13, "09:00:00");
    joined(13, "09:00:20", 0);
    left(13, "09:00:40");
    assertBoth("left", "leaves", 1 + 2 + 2);
    assertBoth("joined", "joins", 1);
  }

  @Test
  void unknownMembersLeaveOneByOne() throws IOException {
    left(0, "09:00:00");
    left(0, "09:00:10");
    left(0, "09:00:20");
    assertBoth("left", "leaves", 3);
  }

  @Test
  void joinToldByTheGatewayAndItsSystemMessageIsOneWithinAMinute() throws IOException {
    joined(11, "09:00:00", 0);
    joined(11, "09:01:00", 501);
    joined(12, "09:00:00", 0);
    joined(12, "09:01:01", 502);
    // A rejoin whose leave was missed, told by the gateway both times.
    joined(13, "09:00:00", 0);
    joined(13, "09:00:30", 0);
    // The message of a join that was left at once.
    joined(14, "09:00:00", 0);
    left(14, "09:00:05");
    joined(14, "09:00:10", 503);
    assertBoth("joined", "joins", 1 + 2 + 2 + 1);
    assertBoth("left", "leaves", 1);
  }

  @Test
  void stayOfAMinuteIsASession() throws IOException {
    moment(EventType.VOICE_JOIN, 11, "09:00:00", 0);
    moment(EventType.VOICE_LEAVE, 11, "09:00:59", 0);
    moment(EventType.VOICE_JOIN, 12, "09:00:00", 0);
    moment(EventType.VOICE_LEAVE, 12, "09:01:00", 0);
    Dataset<Row> stays =
        new VoiceSessionsFact().rows(new JobInputs(events, config(""), spark), DAY);
    assertThat(stays
            .where("is_session_start")
            .select("member_key")
            .as(Encoders.LONG())
            .first())
        .isEqualTo(12);
    assertThat(stays.where("is_session_start").count()).isEqualTo(1);
    assertThat(recounted("voice_sessions", config(""))).isEqualTo(1);
    assertThat(recounted("voice_seconds", config(""))).isEqualTo(59 + 60);
  }

  /** Of two messages of 08:00, one reacted to a second before 7 days have passed, one at 7 days. */
  @Test
  void reactionAfterSevenDaysComesTooLate() throws IOException {
    written(1, 30, false);
    written(2, 30, false);
    reacted(1, "2026-03-09T07:59:59Z");
    reacted(2, "2026-03-09T08:00:00Z");
    JobInputs inputs = new JobInputs(events, config(""), spark);
    new ReactionsFact()
        .rows(inputs, DAY)
        .toJSON()
        .collectAsList()
        .forEach(row -> events.with(Facts.REACTIONS, row));
    assertThat(new MessagesFact()
            .rows(inputs, DAY)
            .orderBy("message_id")
            .select("reaction_score")
            .as(Encoders.LONG())
            .collectAsList())
        .containsExactly(1L, 0L);
    assertThat(recounted("messages_with_reactions", config(""))).isEqualTo(1);
  }

  /**
   * Each message of a guild counts once, whoever walks it: few are walked by the driver, many by
   * executors. An export taken in under a wrong guild once gives the same id to two.
   */
  @Test
  void copiesOfAnEventCountOnce() throws IOException {
    int messages = 0;
    for (int more : new int[] {40, Recount.FEW_EVENTS / 2}) {
      int first = messages + 1;
      messages += more;
      for (int number = first; number <= messages; number++) {
        written(number, 30, number % 4 == 0);
        written(8, number, 31, false);
      }
      for (int number = first + 3; number <= messages; number += 4) {
        written(number, 30, true);
        reacted(number, "2026-03-02T09:00:00Z");
      }
      DirectCounts counts = new Recount(events, config("guilds: [{id: 7}, {id: 8}]"))
          .of(Slice.of(List.of(7L, 8L), DAY.days()));
      assertThat(sum(counts, "messages")).isEqualTo(2L * messages);
      assertThat(sum(counts, "thread_messages")).isEqualTo(messages / 4);
      assertThat(sum(counts, "reactions_given")).isEqualTo(messages / 4);
      assertThat(sum(counts, "messages_with_reactions")).isEqualTo(messages / 4);
    }
  }

  /** What is sealed has no raw events any more, and that is no drift. */
  @Test
  void sealedDaysAreNotAvailable() throws IOException {
    events.seal(YearMonth.of(2026, 2), 7);
    Verified verified = new Verification(events, config(""))
        .range(
            new DayRange(LocalDate.of(2026, 2, 26), LocalDate.of(2026, 3, 3)),
            new TreeSet<>(List.of(7L)),
            (guild, day) -> true);
    VerifiedMetric first = verified.metrics().get(0);
    assertThat(first.key())
        .startsWith("NOT_AVAILABLE guild 7 2026-02-26")
        .endsWith("sealed, so that its raw events are gone");
    assertThat(first.direct()).isNull();
    assertThat(first.driftPct()).isNull();
    assertThat(verified.breaches()).isEmpty();

    written(1, 30, false);
    assertThat(new Verification(events, config(""))
            .range(
                new DayRange(LocalDate.of(2026, 2, 26), LocalDate.of(2026, 3, 3)),
                new TreeSet<>(List.of(7L)),
                (guild, day) -> true)
            .breaches())
        .as("an event of an open day that no table counts")
        .anyMatch(breach -> breach.key().startsWith("guild_daily.messages 2026-03-02"));
  }

  private void assertBoth(String change, String measure, long expected) throws IOException {
    assertThat(new MembershipsFact()
            .rows(new JobInputs(events, config(""), spark), DAY)
            .where(col("change").equalTo(change).and(col("is_counted")))
            .count())
        .as(measure)
        .isEqualTo(expected);
    assertThat(recounted(measure, config(""))).as(measure + " recounted").isEqualTo(expected);
  }

  private long recounted(String measure, Config config) {
    return sum(new Recount(events, config).of(DAY), measure);
  }

  private static long sum(DirectCounts counts, String measure) {
    return counts.cells().values().stream()
        .mapToLong(counted -> counted.sum(measure))
        .sum();
  }

  private Config config(String text) throws IOException {
    return Config.load(Files.writeString(folder.resolve("guildhouse.yaml"), text), Map.of());
  }

  private void joined(long member, String time, long message) {
    moment(EventType.MEMBER_JOIN, member, time, message);
  }

  private void left(long member, String time) {
    moment(EventType.MEMBER_LEAVE, member, time, 0);
  }

  private void moment(EventType type, long member, String time, long message) {
    events.with(
        RawEvents.TABLE,
        ("{'guild_id': 7, 'event_type': %d, 'subject_id': %d, 'member_key': %d, 'message_id': %d,"
                + " 'channel_id': 31, 'subject_date': '2026-03-02', 'event_date': '2026-03-02',"
                + " 'event_at': '2026-03-02T%sZ', 'sequence': %2$d}")
            .formatted(type.code(), ++sequence, member, message, time)
            .replace('\'', '"'));
  }

  private void reacted(int number, String at) {
    events.with(
        RawEvents.TABLE,
        ("{'guild_id': 7, 'event_type': %d, 'subject_id': %d, 'message_id': %2$d, 'ordinal': %d,"
                + " 'channel_id': 30, 'member_key': 12, 'target_key': 11, 'emoji': '+',"
                + " 'subject_date': '2026-03-02', 'event_date': '%s', 'event_at': '%s'}")
            .formatted(
                EventType.REACTION_ADD.code(), id(number), ++sequence, at.substring(0, 10), at)
            .replace('\'', '"'));
  }

  private static long id(int number) {
    return Snowflake.of(Instant.parse("2026-03-02T08:00:00Z"), number);
  }

  private void written(int number, long channel, boolean isStarter) {
    written(7, number, channel, isStarter);
  }

  private void written(long guild, int number, long channel, boolean isStarter) {
    long id = id(number);
    events.with(
        RawEvents.TABLE,
        ("{'guild_id': %d, 'event_type': %d, 'subject_id': %d, 'message_id': %3$d,"
                + " 'channel_id': %d, 'thread_id': %d, 'is_thread_starter': %b, 'member_key': 11,"
                + " 'is_question': false, 'subject_date': '2026-03-02',"
                + " 'event_date': '2026-03-02', 'event_at': '2026-03-02T08:00:00Z'}")
            .formatted(
                guild, EventType.MESSAGE_CREATE.code(), id, channel, isStarter ? id : 0, isStarter)
            .replace('\'', '"'));
  }
}
