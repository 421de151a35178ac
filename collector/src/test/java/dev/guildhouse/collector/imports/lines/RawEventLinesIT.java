package dev.guildhouse.collector.imports.lines;

import static dev.guildhouse.collector.imports.ReadEvents.GUILD;
import static dev.guildhouse.collector.imports.ReadEvents.ORGANIZATION;
import static dev.guildhouse.collector.imports.ReadEvents.RECEIVED;
import static dev.guildhouse.collector.imports.ReadEvents.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.imports.ReadEvents;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.time.Snowflake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RawEventLinesIT {
  private static final Instant AT = Instant.parse("2026-02-10T12:00:00.250Z");
  private static final long MESSAGE = Snowflake.of(AT, 1);

  /** What a line cannot say, because the import says it. */
  private static final Set<String> SET_BY_IMPORT =
      Set.of("received_at", "source", "member_key", "target_key", "key_month");

  @TempDir
  Path folder;

  private ReadEvents read;

  @BeforeEach
  void openReader() {
    read = ReadEvents.with(new RawEventLines(), folder);
  }

  @Test
  void everyColumnCanBeSaidOrIsSetByTheImport() {
    Set<String> columns = RawEvents.FIELDS.stream()
        .map(field -> field.column().name())
        .filter(column -> !SET_BY_IMPORT.contains(column))
        .collect(Collectors.toSet());
    columns.addAll(Set.of("id", "user_id", "target_user_id"));
    assertThat(LineField.values())
        .extracting(LineField::key)
        .containsExactlyInAnyOrderElementsOf(columns);
  }

  @Test
  void everyValueArrivesInItsColumn() {
    String line = """
        {"organization_id": "3", "guild_id": "700000000000000000", "event_type": "message_create",
         "schema_version": 1, "session_id": -5, "session_started_at": "2026-02-10T11:00:00Z",
         "sequence": "8", "channel_id": 21, "parent_channel_id": "22", "thread_id": "23",
         "message_id": "%d", "user_id": "101", "target_user_id": 102, "emoji": "👍", "is_bot": true,
         "is_webhook": true, "is_system": true, "is_edit": false, "is_reply": true,
         "is_question": false, "is_pending": true, "is_thread_starter": true, "has_poll": true,
         "attachments": 1, "embeds": 2, "stickers": 3, "mentions": 4, "role_mentions": 5,
         "text_length": 6, "amount": "12.50", "reward_trigger": "voice", "reward_status": "pending",
         "attributes": {"name": "x", "rank": 7}, "edited_at": "2026-02-11T00:00:00Z"}
        """.replace("\n", "").formatted(MESSAGE);

    assertThat(read.of(line))
        .containsExactly(RawEvent.of(EventType.MESSAGE_CREATE, GUILD)
            .organizationId(3)
            .subjectId(MESSAGE)
            .eventAt(AT)
            .editedAt(Instant.parse("2026-02-11T00:00:00Z"))
            .receivedAt(RECEIVED)
            .source(Source.OUTSIDE)
            .sessionId(-5)
            .sessionStartedAt(Instant.parse("2026-02-10T11:00:00Z"))
            .sequence(8)
            .channelId(21)
            .parentChannelId(22)
            .threadId(23)
            .messageId(MESSAGE)
            .memberKey(read.key(101))
            .targetKey(read.key(102))
            .emoji("👍")
            .isBot(true)
            .isWebhook(true)
            .isSystem(true)
            .isReply(true)
            .isQuestion(false)
            .isPending(true)
            .isThreadStarter(true)
            .hasPoll(true)
            .attachments(1)
            .embeds(2)
            .stickers(3)
            .mentions(4)
            .roleMentions(5)
            .textLength(6)
            .amount(new BigDecimal("12.5"))
            .rewardTrigger("voice")
            .rewardStatus("pending")
            .attributes(Map.of("name", "x", "rank", "7"))
            .build());
  }

  @Test
  void whatIsNotSaidIsFilledIn() {
    assertThat(read.given(GUILD, null, null)
            .of("{\"event_type\": \"message_create\", \"message_id\": \"" + MESSAGE + "\"}\n"))
        .containsExactly(RawEvent.of(EventType.MESSAGE_CREATE, GUILD)
            .organizationId(ORGANIZATION)
            .subjectId(MESSAGE)
            .eventAt(AT)
            .receivedAt(RECEIVED)
            .source(Source.OUTSIDE)
            .sessionId(SESSION)
            .sessionStartedAt(RECEIVED)
            .messageId(MESSAGE)
            .build());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      reward_grant  | "id": "grant-1", "amount": 5, "reward_status": "completed"
      flag          | "id": "report 9"
      member_join   | "id": "join-1"
      scheduled_event | "id": 12
      """)
  void anOutsideIdMakesTheSubjectAndTheOrdinalIsZero(String type, String more) {
    RawEvent one = only(type, more);
    assertThat(one.ordinal()).isZero();
    assertThat(one.subjectId())
        .isEqualTo(only(type, more + ", \"is_bot\": true").subjectId());
    assertThat(one.subjectId()).isNotZero().isNotEqualTo(one.memberKey());
    assertThat(one.subjectId())
        .isNotEqualTo(only(type, more.replaceFirst("\"id\": \"?", "$09")).subjectId());
  }

  @Test
  void anOutsideIdCannotBeFoundByTrying() {
    long here = only("flag", "\"id\": \"report 9\"").subjectId();
    ReadEvents elsewhere = ReadEvents.with(new RawEventLines(), folder.resolve("other"));
    assertThat(elsewhere.of(line("flag", "\"id\": \"report 9\"")).get(0).subjectId())
        .isNotEqualTo(here);
  }

  @Test
  void aChangeOfStatusIsAnotherEventOfTheSameGrant() {
    String grant = "\"id\": \"grant-1\", \"amount\": 5, \"reward_status\": \"%s\"";
    RawEvent pending = only("reward_grant", grant.formatted("pending"));
    RawEvent completed = only(
        "reward_grant",
        grant.formatted("completed") + ", \"edited_at\": \"2026-02-10T13:00:00.5Z\"");
    assertThat(completed.subjectId()).isEqualTo(pending.subjectId());
    assertThat(completed.ordinal()).isEqualTo(1_770_728_400_500_000L);
  }

  @Test
  void anEditIsKnownByItsMicrosecondAndASnapshotByWhatItFound() {
    assertThat(only("message_update", "\"is_edit\": true, \"edited_at\": \"2026-02-10T13:00:00Z\"")
            .ordinal())
        .isEqualTo(1_770_728_400_000_000L);
    RawEvent found = only(
        "reaction_snapshot",
        "\"emoji\": \"👍\", \"amount\": 3, \"edited_at\": \"2026-02-10T13:00:00Z\"");
    assertThat(found.ordinal())
        .isEqualTo(EventHash.start()
            .with("👍")
            .with(found.memberKey())
            .with(1_770_728_400_000_000L)
            .value());
  }

  @Test
  void sessionAndSequenceTellRepeatableEventsApart() {
    RawEvent one = only("reaction_add", "\"emoji\": \"x\", \"session_id\": 4, \"sequence\": 6");
    assertThat(one.ordinal()).isEqualTo(EventHash.ofSequence(4, 6));
    assertThat(one.subjectId()).isEqualTo(MESSAGE);
    RawEvent voice = only("voice_join", "\"session_id\": 4, \"sequence\": 7");
    assertThat(voice.subjectId()).isEqualTo(voice.memberKey());
    assertThat(voice.ordinal()).isEqualTo(EventHash.ofSequence(4, 7));
  }

  @ParameterizedTest
  @EnumSource(
      value = EventType.class,
      names = {"REACTION_ADD", "MESSAGE_DELETE", "VOICE_LEAVE", "FLAG", "CHANNEL_UPDATE"})
  void withoutAnythingToGoByTheWholeLineTellsEventsApart(EventType type) {
    String text = type.text();
    RawEvent one = only(text, "\"channel_id\": 5");
    assertThat(identity(only(text, "\"channel_id\": \"5\""))).isEqualTo(identity(one));
    assertThat(identity(only(text, "\"channel_id\": 6"))).isNotEqualTo(identity(one));
    assertThat(identity(only(text, "\"channel_id\": 5, \"target_user_id\": 103")))
        .isNotEqualTo(identity(one));
    assertThat(identity(
            read.of(line(text, "\"channel_id\": 5").replace("00.250Z", "01Z")).get(0)))
        .isNotEqualTo(identity(one));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      "evnt_at": "2026-02-10T12:00:00Z"    | there is no key named evnt_at
      "content": "secret"                  | there is no key named content
      "member_key": 5                      | give user_id instead
      "target_key": 5                      | give target_user_id instead
      "received_at": "2026-02-10T12:00:00Z"| is set by the import
      "channel_id": 0                      | an id is not between
      "channel_id": "x"                    | an id is not a whole number
      "channel_id": 1e3                    | channel_id is not an id
      "is_reply": 1                        | is_reply is not true or false
      "attachments": -1                    | is not between 0 and
      "attachments": 3000000000            | is not between 0 and
      "amount": "1.23456"                  | amount is not a decimal
      "amount": "1e999999999"              | amount is not a decimal
      "amount": 123456789012345            | amount is not a decimal
      "amount": "five"                     | amount is not a decimal
      "attributes": {"Name": "x"}          | not in snake_case
      "attributes": {"name": {}}           | attributes.name is not a string
      "attributes": []                     | attributes is not an object
      "sequence": "99999999999999999999"   | not a whole number of 64 bits
      "emoji": ""                          | emoji is not a string of 1 to 128
      "schema_version": 99                 | newer than 1
      "edited_at": "2106-01-01T00:00:00Z"  | more than a day ahead
      "edited_at": "now"                   | not ISO 8601
      "guild_id": 12                       | guild_id stands there twice
      "subject_id": 12                     | subject_id is not the id
      """)
  void refusesWithTheLineAndTheReason(String more, String reason) {
    String text = line("message_create", "\"channel_id\": 7") + line("message_create", more);
    if (more.contains("channel_id")) {
      text = line("message_create", "\"is_bot\": true") + line("message_create", more);
    }
    String both = text;
    assertThatThrownBy(() -> read.of(both))
        .isInstanceOf(RefusedInput.class)
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((RefusedInput) e).place()).startsWith("line 2, column"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      {"event_type": "message_create"}                                        | guild_id is missing
      {"guild_id": 5}                                                         | event_type is missing
      {"guild_id": 5, "event_type": "message_written"}                        | event_type is none of those
      {"guild_id": 5, "event_type": "message_create", "event_at": "2026-02-10T12:00:00Z"} | message_id is missing
      {"guild_id": 5, "event_type": "flag"}                                   | event_at is missing
      {"guild_id": 5, "event_type": "voice_join", "event_at": "2026-02-10T12:00:00Z"} | user_id is missing
      {"guild_id": 5, "event_type": "reward_grant", "event_at": "2026-02-10T12:00:00Z", "user_id": 1, "amount": 1, "reward_status": "completed"} | id is missing
      {"guild_id": 5, "event_type": "reward_grant", "event_at": "2026-02-10T12:00:00Z", "user_id": 1, "amount": 1, "id": "x", "reward_status": "done"} | reward_status is none of
      {"guild_id": 5, "event_type": "collector_gap", "event_at": "2026-02-10T12:00:00Z"} | amount is missing
      {"guild_id": 5, "event_type": "message_create", "message_id": 5, "event_at": "2026-02-10T12:00:00Z"} | far from its timestamp
      [1]                                                                     | a line is not an object
      {"guild": {"id": "5"}}                                                  | there is no key named guild
      {"guild_id": 5,                                                         | cut off
      """)
  void refusesWhatIsIncomplete(String text, String reason) {
    assertThatThrownBy(() -> read.of(text))
        .isInstanceOf(RefusedInput.class)
        .hasMessageContaining(reason);
  }

  @Test
  void anEventStandsOnOneLineOfItsOwn() {
    String one = line("flag", "\"id\": 1").strip();
    assertThat(read.of(one + "\r\n\r\n" + one + "\n")).hasSize(2);
    assertThatThrownBy(() -> read.of(one + one)).hasMessageContaining("one line of its own");
    assertThatThrownBy(() -> read.of(one.replace(",", ",\n")))
        .hasMessageContaining("one line of its own");
    assertThatThrownBy(() -> read.of("\n \n")).hasMessageContaining("holds no event");
  }

  private RawEvent only(String type, String more) {
    List<RawEvent> events = read.of(line(type, more));
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static String line(String type, String more) {
    return "{\"guild_id\": \"%d\", \"event_type\": \"%s\", \"event_at\": \"%s\", \"message_id\": %d, \"user_id\": 101, %s}\n"
        .formatted(GUILD, type, AT, MESSAGE, more);
  }

  private static List<Long> identity(RawEvent event) {
    return List.of(event.subjectId(), event.ordinal());
  }
}
