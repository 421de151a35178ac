package dev.guildhouse.jobs.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What facts tell of threads for help: solved, escalated, asked for. */
class SupportFactsTest {
  private static final Slice DAY = Slice.of(List.of(7L), List.of(LocalDate.of(2026, 3, 2)));

  private final SparkSession spark = TablesInMemory.session();

  @TempDir
  private Path folder;

  private int sequence;

  @Test
  void aThreadIsSolvedOnceUntilItIsNotAnyMore() throws IOException {
    TablesInMemory events = new TablesInMemory(spark)
        .with(
            RawEvents.TABLE,
            thread(EventType.THREAD_CREATE, "09:00", "'solved': 'false', 'escalated': 'true'"),
            thread(EventType.THREAD_UPDATE, "10:00", "'solved': 'true', 'archived': 'false'"),
            thread(EventType.THREAD_UPDATE, "11:00", "'solved': 'true', 'archived': 'true'"),
            thread(EventType.THREAD_UPDATE, "12:00", "'solved': 'false', 'archived': 'false'"),
            thread(EventType.THREAD_UPDATE, "13:00", "'locked': 'true'"),
            thread(EventType.THREAD_UPDATE, "14:00", "'solved': 'true', 'escalated': 'false'"),
            thread(EventType.THREAD_DELETE, "15:00", ""));
    assertThat(new ThreadsFact()
            .rows(inputs(events, ""), DAY)
            .orderBy("changed_at", "change")
            .selectExpr("concat_ws(' ', hour(changed_at), change, member_key)")
            .as(Encoders.STRING())
            .collectAsList())
        .containsExactly(
            "9 created 11",
            "9 escalated 0",
            "10 solved 0",
            "11 archived 0",
            "12 reopened 0",
            "12 unsolved 0",
            "14 deescalated 0",
            "14 solved 0",
            "15 deleted 0");
  }

  @Test
  void pingOfARoleForEscalationsCountsUnlessABotMadeIt() throws IOException {
    String ping = "{'guild_id': 7, 'event_type': %d, 'subject_id': %d, 'message_id': %2$d,"
        + " 'subject_date': '2026-03-02', 'event_at': '2026-03-02T08:00:00Z', 'member_key': 11,"
        + " 'is_bot': %s}";
    TablesInMemory events = new TablesInMemory(spark)
        .with(
            RawEvents.TABLE,
            json(ping.formatted(EventType.ESCALATION.code(), 501, false)),
            json(ping.formatted(EventType.ESCALATION.code(), 502, true)));
    assertThat(new ModerationFact()
            .rows(inputs(events, ""), DAY)
            .orderBy("case_id")
            .selectExpr("concat_ws(' ', kind, message_id, member_key, is_counted)")
            .as(Encoders.STRING())
            .collectAsList())
        .containsExactly("escalation 501 11 true", "escalation 502 11 false");
  }

  @Test
  void postInAChannelForHelpAsksWithOrWithoutAQuestionMark() throws IOException {
    TablesInMemory events = new TablesInMemory(spark)
        .with(
            RawEvents.TABLE,
            message(1, 30, 1, "false"),
            message(2, 30, 1, "false"),
            message(3, 31, 3, "false"),
            message(4, 30, 0, "true"),
            message(5, 30, 5, "null"));
    String help = "guilds:\n  - id: 7\n    support: {help_channels: [30]}\n";
    assertThat(questions(events, help)).containsExactly(1L, 4L, 5L);
    assertThat(questions(events, "")).containsExactly(4L);
  }

  /** The newest text counts; where nobody wants keywords, none are read. */
  @Test
  void anEditTakesAKeywordAwayAndBringsAnother() throws IOException {
    String text = "{'guild_id': 7, 'event_type': %d, 'subject_id': %d, 'message_id': %2$d,"
        + " 'subject_date': '2026-03-02', 'event_at': '2026-03-02T0%d:00:00Z',"
        + " 'attributes': {%s}}";
    int create = EventType.MESSAGE_CREATE.code();
    int update = EventType.MESSAGE_UPDATE.code();
    TablesInMemory events = new TablesInMemory(spark)
        .with(
            RawEvents.TABLE,
            json(text.formatted(create, 1, 8, "'keywords': 'crash,login'")),
            json(text.formatted(create, 2, 8, "'keywords': 'crash'")),
            json(text.formatted(update, 2, 9, "'keywords': 'login'")),
            json(text.formatted(create, 3, 8, "'keywords': 'crash'")),
            json(text.formatted(update, 3, 9, "")));
    assertThat(keywords(events, "guilds:\n  - id: 7\n    support: {keywords: {crash: [crash]}}\n"))
        .containsExactly("1 crash,login", "2 login", "3");
    assertThat(keywords(events, "")).containsExactly("1", "2", "3");
  }

  private List<String> keywords(TablesInMemory events, String config) throws IOException {
    return new MessagesFact()
        .rows(inputs(events, config), DAY)
        .orderBy("message_id")
        .selectExpr("concat_ws(' ', message_id, keywords)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private List<Long> questions(TablesInMemory events, String config) throws IOException {
    return new MessagesFact()
        .rows(inputs(events, config), DAY)
        .where("is_question")
        .select("message_id")
        .orderBy("message_id")
        .as(Encoders.LONG())
        .collectAsList();
  }

  private JobInputs inputs(TablesInMemory events, String config) throws IOException {
    Path file = Files.writeString(folder.resolve("guildhouse.yaml"), config);
    return new JobInputs(events, Config.load(file, Map.of()), spark);
  }

  private String thread(EventType type, String time, String attributes) {
    return json("{'guild_id': 7, 'event_type': %d, 'subject_id': 90, 'thread_id': 90,"
            .formatted(type.code())
        + " 'channel_id': 30, 'subject_date': '2026-03-02', 'member_key': 11,"
        + " 'event_at': '2026-03-02T" + time + ":00Z', 'sequence': " + ++sequence
        + ", 'attributes': {" + attributes + "}}");
  }

  private String message(long id, long channel, long thread, String isQuestion) {
    return json("{'guild_id': 7, 'event_type': %d, 'subject_id': %d, 'message_id': %2$d,"
            .formatted(EventType.MESSAGE_CREATE.code(), id)
        + " 'channel_id': " + channel + ", 'thread_id': " + thread
        + ", 'subject_date': '2026-03-02', 'event_at': '2026-03-02T08:00:00Z'"
        + (isQuestion.equals("null") ? "" : ", 'is_question': " + isQuestion) + "}");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
