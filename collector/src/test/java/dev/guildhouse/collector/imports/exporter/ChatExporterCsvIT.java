package dev.guildhouse.collector.imports.exporter;

import static dev.guildhouse.collector.imports.ReadEvents.GUILD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.collector.imports.ReadEvents;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.time.Snowflake;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatExporterCsvIT {
  private static final String COMMA = "AuthorID,Author,Date,Content,Attachments,Reactions\n";
  private static final String SEMICOLON = "AuthorID;Author;Date;Content;Attachments;Reactions;\n";
  private static final long CHANNEL = 700_000_000_000_000_001L;

  @TempDir
  Path folder;

  private ReadEvents comma;
  private ReadEvents semicolon;

  @BeforeEach
  void openReaders() {
    comma = ReadEvents.with(new ChatExporterCsv(','), folder).given(GUILD, CHANNEL, "UTC");
    semicolon =
        ReadEvents.with(new ChatExporterCsv(';'), folder).given(GUILD, CHANNEL, "Europe/Berlin");
  }

  @Test
  void bothDialectsSayTheSame() {
    String row = "\"101\"%s\"anna#0001\"%s\"05-Dec-19 10:20 AM\"%s\"Say \"\"hi\"\"\n; or, what?\"%s"
        + "\"https://cdn/a.png,https://cdn/b.png\"%s\"👍 (3),party (1)\"";
    List<RawEvent> fromComma = comma.of(COMMA + row.formatted(",", ",", ",", ",", ",") + "\r\n");
    List<RawEvent> fromSemicolon = semicolon.of(
        SEMICOLON + row.formatted(";", ";", ";", ";", ";").replace("10:20", "11:20") + ";\n");

    assertThat(fromSemicolon).isEqualTo(fromComma);
    RawEvent create = fromComma.get(0);
    assertThat(create.eventAt()).isEqualTo(Instant.parse("2019-12-05T10:20:00Z"));
    assertThat(create.memberKey()).isEqualTo(comma.key(101));
    assertThat(create.channelId()).isEqualTo(CHANNEL);
    assertThat(create.textLength()).isEqualTo("Say \"hi\"\n; or, what?".length());
    assertThat(create.isQuestion()).isTrue();
    assertThat(create.attachments()).isEqualTo(2);
    assertThat(create.embeds()).isNull();
    assertThat(ofType(fromComma, EventType.REACTION_SNAPSHOT))
        .extracting(RawEvent::emoji, event -> event.amount().intValueExact())
        .containsExactly(tuple("👍", 3), tuple("party", 1));
  }

  @Test
  void anIdLiesInsideItsMinuteAndIsTheSameInEveryExportThatHoldsTheMessage() {
    String head = rows("05-Dec-19 10:20 AM", "ok", "ok", "no");
    String shared = rows("05-Dec-19 10:21 AM", "ok", "ok", "ok", "yes");
    List<Long> first = ids(comma.of(COMMA + head + shared));
    List<Long> second = ids(comma.of(COMMA + shared + rows("05-Dec-19 10:22 AM", "ok")));

    assertThat(first).hasSize(7).doesNotHaveDuplicates();
    assertThat(first.subList(3, 7)).isEqualTo(second.subList(0, 4));
    assertThat(first.subList(0, 3))
        .allSatisfy(id -> assertThat(
                Duration.between(Instant.parse("2019-12-05T10:20:00Z"), Snowflake.instant(id)))
            .isBetween(Duration.ZERO, Duration.ofMillis(59_999)));
  }

  @Test
  void aBusyMinuteLosesNoMessage() {
    StringBuilder text = new StringBuilder(COMMA);
    for (int i = 0; i < 5_000; i++) {
      text.append(rows("05-Dec-19 10:20 AM", "message " + i % 2_000));
    }
    Set<Long> ids = new HashSet<>(ids(comma.of(text.toString())));
    assertThat(ids).hasSize(5_000);
  }

  @Test
  void anExportThatWasJoinedFromOverlappingOnesGivesItsRepeatsTheSameIds() {
    String minute = rows("05-Dec-19 10:20 AM", "a", "b");
    String next = rows("05-Dec-19 10:21 AM", "c");
    List<Long> ids = ids(comma.of(COMMA + minute + next + minute));
    assertThat(ids.subList(0, 2)).isEqualTo(ids.subList(3, 5));
  }

  @Test
  void anIdCannotBeGuessedWithoutTheSecret() {
    String text = COMMA + rows("05-Dec-19 10:20 AM", "ok");
    ReadEvents elsewhere = ReadEvents.with(new ChatExporterCsv(','), folder.resolve("other"))
        .given(GUILD, CHANNEL, "UTC");
    assertThat(ids(comma.of(text))).isNotEqualTo(ids(elsewhere.of(text)));
  }

  @Test
  void whatTheExporterWritesForSystemMessagesIsNoMessage() {
    List<RawEvent> events = comma.of(COMMA
        + rows("05-Dec-19 10:20 AM", "Joined the server.", "Pinned a message.", "Joined it."));
    assertThat(ofType(events, EventType.MEMBER_JOIN)).hasSize(1);
    assertThat(ofType(events, EventType.MESSAGE_CREATE))
        .extracting(RawEvent::isSystem)
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "05-Dec-19 10:20 AM, 2019-12-05T09:20:00Z",
    "05-Jul-19 12:00 AM, 2019-07-04T22:00:00Z",
    "05-Jul-19 12:59 PM, 2019-07-05T10:59:00Z",
    "05-jul-19 01:00 pm, 2019-07-05T11:00:00Z",
    // The hour that came twice: its first turn.
    "27-Oct-19 02:30 AM, 2019-10-27T00:30:00Z",
    "2023-09-23T13:15:48.3790000+03:00, 2023-09-23T10:15:48.379Z"
  })
  void readsTimesInTheZoneThatWasGiven(String date, String instant) {
    assertThat(semicolon
            .of(SEMICOLON + "\"101\";\"a\";\"" + date + "\";\"x\";\"\";\"\";\n")
            .get(0))
        .satisfies(event -> assertThat(event.eventAt()).isEqualTo(Instant.parse(instant)));
  }

  @Test
  void theChannelCanStandInTheFileName() {
    List<RawEvent> events = comma
        .given(GUILD, null, "UTC")
        .named("My - guild - Text - general [702000000000000007] (after 2019-01-01).csv")
        .of(COMMA + rows("05-Dec-19 10:20 AM", "ok"));
    assertThat(events).extracting(RawEvent::channelId).containsOnly(702_000_000_000_000_007L);
    assertThat(ofType(events, EventType.CHANNEL_UPDATE))
        .singleElement()
        .satisfies(update ->
            assertThat(update.attributes()).containsEntry("name", "general").hasSize(1));
  }

  @Test
  void anExportOfNothingHoldsNothing() {
    assertThat(comma.of(COMMA)).isEmpty();
    assertThat(semicolon.of(SEMICOLON.strip())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"101\",\"a\",\"05-Dec-19 10:20 AM\",\"x\",\"\"|line 2|a row has 5 cells instead of 6",
        "\"101\";\"a\";\"05-Dec-19 10:20 AM\";\"x\";\"\";\"\";|after line 1|not the CSV that its first line says",
        "101;a;05-Dec-19 10:20 AM;x;;;|line 2|is not separated by ',' like the first line",
        "\"101\",\"a\",\"05-Dec-19 10:20 AM\",\"x|after line 1|cut off",
        "\"101\",\"a\",\"05-Dec-19 10:20 AM\",\"x\",\"\",\"|after line 1|cut off",
        "\"101\",\"a\",\"10/6/2023 12:37 AM\",\"x\",\"\",\"\"|line 2|export as JSON instead",
        "\"101\",\"a\",\"31-Feb-19 10:20 AM\",\"x\",\"\",\"\"|line 2|a date is neither",
        "\"101\",\"a\",\"05-Dez-19 10:20 AM\",\"x\",\"\",\"\"|line 2|a date is neither",
        "\"101\",\"a\",\"05-Dec-19 13:20 PM\",\"x\",\"\",\"\"|line 2|a date is neither",
        "\"101\",\"a\",\"05-Dec-70 10:20 AM\",\"x\",\"\",\"\"|line 2|more than a day ahead",
        "\"101\",\"a\",\"05-Dec-14 10:20 AM\",\"x\",\"\",\"\"|line 2|when Discord began",
        "\"2.14E+17\",\"a\",\"05-Dec-19 10:20 AM\",\"x\",\"\",\"\"|line 2|an id is not a whole number",
        "\"0\",\"a\",\"05-Dec-19 10:20 AM\",\"x\",\"\",\"\"|line 2|an id is not between",
        "\"101\",\"a\",\"05-Dec-19 10:20 AM\",\"x\",\"\",\"many\"|line 2|a reaction is not"
      })
  void refusesWithPlaceAndReason(String row, String place, String reason) {
    assertThatThrownBy(() -> comma.of(COMMA + row + "\n"))
        .isInstanceOf(RefusedInput.class)
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((RefusedInput) e).place()).isEqualTo(place));
  }

  @Test
  void refusesATimeThatNeverWas() {
    assertThatThrownBy(() ->
            semicolon.of(SEMICOLON + "\"101\";\"a\";\"31-Mar-19 02:30 AM\";\"x\";\"\";\"\";\n"))
        .hasMessageContaining("never was in Europe/Berlin");
  }

  @Test
  void asksForWhatTheFileDoesNotSay() {
    String text = COMMA + rows("05-Dec-19 10:20 AM", "ok");
    assertThatThrownBy(() -> comma.given(null, CHANNEL, "UTC").of(text))
        .hasMessageContaining("--guild");
    assertThatThrownBy(() -> comma.given(GUILD, null, "UTC").of(text))
        .hasMessageContaining("--channel");
    assertThatThrownBy(() -> comma.given(GUILD, CHANNEL, null).of(text))
        .hasMessageContaining("--zone");
  }

  @Test
  void aCellOfManyLinesDoesNotShiftTheLineThatIsTold() {
    String text = COMMA + rows("05-Dec-19 10:20 AM", "one\ntwo\nthree") + "\"x\",\"a\"\n";
    assertThatThrownBy(() -> comma.of(text))
        .satisfies(e -> assertThat(((RefusedInput) e).place()).isEqualTo("line 5"));
  }

  private static String rows(String date, String... texts) {
    StringBuilder rows = new StringBuilder();
    for (String text : texts) {
      rows.append("\"101\",\"anna#0001\",\"%s\",\"%s\",\"\",\"\"\n".formatted(date, text));
    }
    return rows.toString();
  }

  private static List<Long> ids(List<RawEvent> events) {
    return ofType(events, EventType.MESSAGE_CREATE).stream()
        .map(RawEvent::messageId)
        .toList();
  }

  private static List<RawEvent> ofType(List<RawEvent> events, EventType type) {
    return events.stream().filter(event -> event.eventType() == type).toList();
  }
}
