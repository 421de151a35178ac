package dev.guildhouse.collector.imports.exporter;

import static dev.guildhouse.collector.imports.ReadEvents.GUILD;
import static dev.guildhouse.collector.imports.ReadEvents.ORGANIZATION;
import static dev.guildhouse.collector.imports.ReadEvents.RECEIVED;
import static dev.guildhouse.collector.imports.ReadEvents.SESSION;
import static dev.guildhouse.collector.imports.exporter.ExportText.ANNA;
import static dev.guildhouse.collector.imports.exporter.ExportText.AT;
import static dev.guildhouse.collector.imports.exporter.ExportText.BERT;
import static dev.guildhouse.collector.imports.exporter.ExportText.CHANNEL;
import static dev.guildhouse.collector.imports.exporter.ExportText.ID;
import static dev.guildhouse.collector.imports.exporter.ExportText.export;
import static dev.guildhouse.collector.imports.exporter.ExportText.message;
import static dev.guildhouse.collector.imports.exporter.ExportText.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.imports.ReadEvents;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.time.Snowflake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatExporterJsonIT {
  @TempDir
  Path folder;

  private ReadEvents read;

  @BeforeEach
  void openReader() {
    read = ReadEvents.with(new ChatExporterJson(), folder);
  }

  @Test
  void aMessageBecomesACreateWithItsCountsAndNothingOfItsText() {
    RawEvent create =
        only(EventType.MESSAGE_CREATE, export(message(ID, AT, ANNA, """
        "content": "Where is it 👍?",
        "attachments": [{"id": "1", "url": "https://x", "fileName": "a.png", "fileSizeBytes": 3}],
        "components": [{"type": "ActionRow", "components": [{"type": "Button", "label": "x"}]}],
        "embeds": [{"title": "t", "fields": [{"name": "n", "value": "v"}]}, {"title": "u"}],
        "stickers": [{"id": "5", "name": "s"}],
        "mentions": [{"id": "%d", "name": "bert", "roles": []}],
        "inlineEmojis": [],
        "poll": {"question": "q"},
        "interaction": {"id": "9", "name": "ask", "user": {"id": "%d"}},
        "forwardedMessage": {"content": "long ago", "attachments": [{}, {}], "embeds": [{}]}
        """.formatted(BERT, BERT))));

    assertThat(create)
        .isEqualTo(RawEvent.of(EventType.MESSAGE_CREATE, GUILD)
            .organizationId(ORGANIZATION)
            .subjectId(ID)
            .eventAt(AT)
            .receivedAt(RECEIVED)
            .source(Source.EXPORT)
            .sessionId(SESSION)
            .sessionStartedAt(Instant.parse("2026-02-28T00:00:00Z"))
            .channelId(CHANNEL)
            .parentChannelId(702)
            .messageId(ID)
            .memberKey(read.key(ANNA))
            .isQuestion(true)
            .hasPoll(true)
            .attachments(1)
            .embeds(2)
            .stickers(1)
            .mentions(1)
            .textLength(14)
            .build());
  }

  @Test
  void ofKeywordsOnlyTheNameOfTheirGroupIsTold() {
    read = read.lookingFor(Keywords.of(Map.of("login", List.of("sign in"))));
    String text = "\"content\": \"how do I Sign in\"";
    assertThat(
            only(EventType.MESSAGE_CREATE, export(message(ID, AT, ANNA, text))).attributes())
        .isEqualTo(Map.of("keywords", "login"));
    assertThat(only(
                EventType.MESSAGE_CREATE,
                export(message(ID, AT, ANNA, text.replace("Sign", "Sing"))))
            .attributes())
        .isNull();
  }

  @Test
  void whatAnOldExporterLeftOutIsUnknownAndNotZero() {
    RawEvent create = only(EventType.MESSAGE_CREATE, export(message(ID, AT, ANNA, "")));

    assertThat(create.attachments()).isNull();
    assertThat(create.embeds()).isNull();
    assertThat(create.stickers()).isNull();
    assertThat(create.mentions()).isNull();
    assertThat(create.textLength()).isNull();
    assertThat(create.isQuestion()).isNull();
    assertThat(create.hasPoll()).isNull();
    assertThat(create.isThreadStarter()).isFalse();
  }

  @Test
  void aTimeInAnotherZoneIsTheSameInstant() {
    String text = export(message(ID, AT, ANNA, ""))
        .replace("2026-02-10T12:00:00.250Z", "2026-02-10T08:00:00.25-04:00");
    assertThat(only(EventType.MESSAGE_CREATE, text).eventAt()).isEqualTo(AT);
  }

  @Test
  void aReplyKnowsItsAuthorAndWhomItAnswersWhenTheFileHoldsBoth() {
    String text = export(
        message(ID, AT, ANNA, "\"content\": \"a\""),
        reply(2, BERT, ID),
        reply(3, ANNA, Snowflake.of(AT.minusSeconds(900), 1)));
    List<RawEvent> creates = read.of(EventType.MESSAGE_CREATE, text);

    assertThat(creates).extracting(RawEvent::isReply).containsExactly(false, true, true);
    assertThat(creates).extracting(RawEvent::targetKey).containsExactly(0L, read.key(ANNA), 0L);
  }

  @Test
  void aReferenceAloneIsNoReply() {
    String forwarded = message(
        ID,
        AT,
        ANNA,
        "\"reference\": {\"type\": \"Forward\", \"messageId\": \"5\", \"channelId\": \"6\", \"guildId\": null}");
    assertThat(only(EventType.MESSAGE_CREATE, export(forwarded)).isReply()).isFalse();
  }

  @Test
  void anEditComesAlsoAsAnUpdateAtItsOwnMicrosecond() {
    Instant edited = Instant.parse("2026-02-10T12:05:00.123456Z");
    List<RawEvent> events = messagesOf(read.of(export(message(
        ID,
        AT,
        ANNA,
        "\"timestampEdited\": \"2026-02-10T12:05:00.1234567+00:00\", \"content\": \"ab\""))));

    assertThat(events)
        .extracting(RawEvent::eventType, RawEvent::ordinal, RawEvent::eventAt, RawEvent::editedAt)
        .containsExactly(
            tuple(EventType.MESSAGE_CREATE, 0L, AT, edited),
            tuple(EventType.MESSAGE_UPDATE, 1_770_725_100_123_456L, edited, edited));
    assertThat(events.get(1).isEdit()).isTrue();
    assertThat(events.get(1).textLength()).isEqualTo(2);
    assertThat(events.get(1).memberKey()).isEqualTo(read.key(ANNA));
  }

  @Test
  void aJoinIsNoMessage() {
    List<RawEvent> events = messagesOf(read.of(
        export(message(ID, AT, ANNA, "\"content\": \"Joined the server.\"", "GuildMemberJoin"))));

    assertThat(events).singleElement().satisfies(join -> {
      assertThat(join.eventType()).isEqualTo(EventType.MEMBER_JOIN);
      assertThat(join.subjectId()).isEqualTo(ID);
      assertThat(join.ordinal()).isZero();
      assertThat(join.memberKey()).isEqualTo(read.key(ANNA));
      assertThat(join.channelId()).isZero();
    });
  }

  @ParameterizedTest
  @CsvSource({
    "Default, false",
    "Reply, false",
    "20, false",
    "23, false",
    "ChannelPinnedMessage, true",
    "8, true",
    "24, true",
    "ThreadCreated, true",
    "RecipientAdd, true"
  })
  void whatDiscordItselfWroteIsMarked(String type, boolean isSystem) {
    RawEvent create =
        only(EventType.MESSAGE_CREATE, export(message(ID, AT, ANNA, "\"content\": \"x\"", type)));
    assertThat(create.isSystem()).isEqualTo(isSystem);
  }

  @Test
  void botsAreMarkedAndTheAccountOfManyIsNobody() {
    String bot = message(ID, AT, ANNA, "").replace("\"isBot\": false", "\"isBot\": true");
    assertThat(only(EventType.MESSAGE_CREATE, export(bot)).isBot()).isTrue();
    String deleted = message(ID, AT, MemberKeyring.DELETED_USER, "");
    assertThat(only(EventType.MESSAGE_CREATE, export(deleted)).memberKey()).isZero();
  }

  @Test
  void reactionsAreSnapshotsOfWhenTheExportWasMade() {
    String reactions = """
        "reactions": [
          {"emoji": {"id": "", "name": "👍", "code": "thumbsup"}, "count": 3, "users": [
             {"id": "%d", "isBot": false}, {"id": "%d", "isBot": true}, {"id": "%d", "isBot": false}]},
          {"emoji": {"id": "555", "name": "party", "code": "party"}, "count": 2}]
        """.formatted(ANNA, BERT, ANNA);
    List<RawEvent> found =
        read.of(EventType.REACTION_SNAPSHOT, export(message(ID, AT, BERT, reactions)));

    assertThat(found)
        .extracting(RawEvent::emoji, RawEvent::memberKey, RawEvent::amount, RawEvent::isBot)
        .containsExactly(
            tuple("👍", 0L, BigDecimal.valueOf(3), false),
            tuple("👍", read.key(ANNA), BigDecimal.ONE, false),
            tuple("👍", read.key(BERT), BigDecimal.ONE, true),
            tuple("party:555", 0L, BigDecimal.valueOf(2), false));
    assertThat(found).extracting(RawEvent::ordinal).doesNotHaveDuplicates();
    assertThat(found).allSatisfy(snapshot -> {
      assertThat(snapshot.subjectId()).isEqualTo(ID);
      assertThat(snapshot.eventAt()).isEqualTo(AT);
      assertThat(snapshot.editedAt()).isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
      assertThat(snapshot.targetKey()).isEqualTo(read.key(BERT));
    });
  }

  @Test
  void reactionsToABotOrToDiscordItselfCreditNobody() {
    String reactions =
        "\"reactions\": [{\"emoji\": {\"name\": \"x\"}, \"count\": 1, \"users\": [{\"id\": \"%d\"}]}]"
            .formatted(ANNA);
    String toBot =
        message(ID, AT, BERT, reactions).replaceFirst("\"isBot\": false", "\"isBot\": true");
    String toJoin = message(ID, AT, BERT, reactions, "GuildMemberJoin");

    for (String text : List.of(toBot, toJoin)) {
      assertThat(read.of(EventType.REACTION_SNAPSHOT, export(text)))
          .hasSize(2)
          .extracting(RawEvent::targetKey)
          .containsOnly(0L);
    }
  }

  @Test
  void anExportThatDoesNotSayWhenItWasMadeFoundItsReactionsWhenItsNewestMessageCame() {
    String reactions =
        "\"reactions\": [{\"emoji\": {\"id\": null, \"name\": \"x\"}, \"count\": 1}]";
    Instant later = AT.plusSeconds(60);
    String text = export(
            message(Snowflake.of(later, 1), later, ANNA, ""), message(ID, AT, BERT, reactions))
        .replace("\"exportedAt\": \"2026-02-28T00:00:00+00:00\",", "");

    assertThat(only(EventType.REACTION_SNAPSHOT, text).editedAt()).isEqualTo(later);
  }

  @Test
  void aThreadCountsUnderItsParentAndItsFirstPostStartsIt() {
    String thread = Long.toString(ID);
    String text = export(
            message(ID, AT, ANNA, "\"content\": \"help?\""),
            message(Snowflake.of(AT.plusSeconds(9), 1), AT.plusSeconds(9), BERT, ""))
        .replace(
            "\"id\": \"" + CHANNEL + "\", \"type\": \"GuildTextChat\"",
            "\"id\": \"" + thread + "\", \"type\": \"GuildPublicThread\"");
    List<RawEvent> events = read.of(text);

    assertThat(events).extracting(RawEvent::channelId).containsOnly(702L);
    assertThat(ofType(events, EventType.MESSAGE_CREATE))
        .allSatisfy(create -> assertThat(create.threadId()).isEqualTo(ID))
        .extracting(RawEvent::isThreadStarter)
        .containsExactly(true, false);
    assertThat(ofType(events, EventType.THREAD_CREATE)).singleElement().satisfies(created -> {
      assertThat(created.subjectId()).isEqualTo(ID);
      assertThat(created.memberKey()).isEqualTo(read.key(ANNA));
    });
    // The parent's name is known; what kind of channel it is, is not.
    assertThat(ofType(events, EventType.CHANNEL_UPDATE))
        .extracting(RawEvent::attributes)
        .containsExactly(Map.of("name", "Support", "guild_name", "Test guild"));
    // Watching a thread is not watching its channel.
    assertThat(ofType(events, EventType.COLLECTOR_HEARTBEAT))
        .extracting(RawEvent::threadId)
        .containsOnly(ID);
  }

  @Test
  void aNoticeInTheChannelTellsWhoStartedAThread() {
    RawEvent created = only(
        EventType.THREAD_CREATE,
        export(message(
            ID,
            AT,
            ANNA,
            "\"content\": \"Started a thread.\", \"reference\": {\"messageId\": null, \"channelId\": \"4711\", \"guildId\": \"1\"}",
            "ThreadCreated")));

    assertThat(created.threadId()).isEqualTo(4711);
    assertThat(created.subjectId()).isEqualTo(4711);
    assertThat(created.channelId()).isEqualTo(CHANNEL);
    assertThat(created.memberKey()).isEqualTo(read.key(ANNA));
  }

  @Test
  void overlappingExportsInAnyOrderGiveTheSameEvents() {
    String first = message(ID, AT, ANNA, "");
    String shared = reply(2, BERT, ID);
    String last = reply(3, ANNA, Snowflake.of(AT.plusSeconds(2), 2));
    Map<String, RawEvent> forwards = byIdentity(export(first, shared, last));
    Map<String, RawEvent> backwards = byIdentity(export(last, shared));

    assertThat(forwards.keySet()).containsAll(backwards.keySet());
  }

  @Test
  void anonymousKeysFollowTheMonthOfTheEvent() {
    Instant march = Instant.parse("2026-03-01T00:00:10Z");
    String text = export(
        message(ID, AT, ANNA, "\"timestampEdited\": \"2026-03-01T01:00:00Z\""),
        message(
            Snowflake.of(march, 1),
            march,
            BERT,
            "\"reference\": {\"messageId\": \"" + ID + "\"}",
            "Reply"));
    List<RawEvent> events = messagesOf(read.anonymous().of(text));

    YearMonth february = YearMonth.of(2026, 2);
    YearMonth inMarch = YearMonth.of(2026, 3);
    assertThat(events)
        .extracting(RawEvent::keyMonth, RawEvent::memberKey, RawEvent::targetKey)
        .containsExactly(
            tuple(202602, read.key(ANNA, february), 0L),
            tuple(202603, read.key(ANNA, inMarch), 0L),
            tuple(202603, read.key(BERT, inMarch), read.key(ANNA, inMarch)));
  }

  private RawEvent only(EventType type, String text) {
    List<RawEvent> events = read.of(type, text);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private Map<String, RawEvent> byIdentity(String text) {
    return messagesOf(read.of(text)).stream()
        .collect(Collectors.toMap(
            event -> event.eventType() + " " + event.subjectId() + " " + event.ordinal(),
            event -> event));
  }

  private static List<RawEvent> ofType(List<RawEvent> events, EventType type) {
    return events.stream().filter(event -> event.eventType() == type).toList();
  }

  private static List<RawEvent> messagesOf(List<RawEvent> events) {
    return events.stream()
        .filter(event -> event.eventType() != EventType.CHANNEL_UPDATE
            && event.eventType() != EventType.COLLECTOR_HEARTBEAT)
        .toList();
  }
}
