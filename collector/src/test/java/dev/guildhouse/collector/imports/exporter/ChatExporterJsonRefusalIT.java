package dev.guildhouse.collector.imports.exporter;

import static dev.guildhouse.collector.imports.exporter.ExportText.ANNA;
import static dev.guildhouse.collector.imports.exporter.ExportText.AT;
import static dev.guildhouse.collector.imports.exporter.ExportText.ID;
import static dev.guildhouse.collector.imports.exporter.ExportText.export;
import static dev.guildhouse.collector.imports.exporter.ExportText.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.imports.ReadEvents;
import dev.guildhouse.collector.imports.reading.RefusedInput;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChatExporterJsonRefusalIT {
  private static final String GOOD = message(ID, AT, ANNA, "\"content\": \"Xanthippe\"");

  @TempDir
  Path folder;

  private ReadEvents read;

  @BeforeEach
  void openReader() {
    read = ReadEvents.with(new ChatExporterJson(), folder);
  }

  static Stream<Arguments> broken() {
    String good = export(GOOD, GOOD);
    return Stream.of(
        Arguments.of(
            good.replace("\"messageCount\": 2", "\"messageCount\": 3"),
            "holds 2 messages and says 3"),
        Arguments.of(good.replace(",\n \"messageCount\": 2", ""), "messageCount is missing"),
        Arguments.of(good + good, "is it two files in one"),
        Arguments.of(
            good.replace("\"messages\": [", "\"messages\": {"), "it is not JSON|messages is not"),
        Arguments.of(
            good.replace("\"id\": \"700000000000000000\"", "\"id\": \"0\""), "direct messages"),
        Arguments.of(good.replace("GuildTextChat", "DirectTextChat"), "direct messages"),
        Arguments.of(
            good.replace("GuildTextChat", "GuildPublicThread").replace("\"702\"", "null"),
            "which channel the thread belongs to"),
        Arguments.of(
            good.replace("\"guild\": {\"id\": \"700000000000000000\",", "\"guild\": {"),
            "guild has no id"),
        Arguments.of(good.replace("\"guild\"", "\"Guild\""), "do not stand before the messages"),
        Arguments.of(
            withMessage("\"id\": \"" + ID, "\"id\": \"9223372036854775808"),
            "an id is not between"),
        Arguments.of(
            withMessage("\"id\": \"" + ID, "\"id\": \"-" + ID), "an id is not a whole number"),
        Arguments.of(withMessage("\"" + ID + "\"", "18446744073709551616"), "an id is not between"),
        Arguments.of(withMessage("\"" + ID + "\"", "1.5"), "id is not an id"),
        Arguments.of(withMessage("2026-02-10", "1970-01-01"), "when Discord began"),
        Arguments.of(withMessage("2026-02-10", "2106-01-01"), "more than a day ahead"),
        Arguments.of(withMessage("2026-02-10", "2026-02-11"), "far from its timestamp"),
        Arguments.of(withMessage("T12:00", "T25:00"), "a time is not ISO 8601"),
        Arguments.of(withMessage("\"timestamp\"", "\"time\""), "lacks its id, timestamp or author"),
        Arguments.of(withMessage("\"author\"", "\"writer\""), "lacks its id, timestamp or author"),
        Arguments.of(
            withMessage("\"isBot\": false", "\"isBot\": \"no\""),
            "author.isBot is not true or false"),
        Arguments.of(
            withMessage("\"Xanthippe\"", "[[[[[[[[[[\"Xanthippe\"]]]]]]]]]]"),
            "content is not a string"),
        Arguments.of(
            withMessage("\"content\"", "\"more\": [[[[[[[[[[1]]]]]]]]]], \"content\""),
            "nested more than 12 levels deep"),
        Arguments.of(
            withMessage("\"Xanthippe\"", "\"" + "x".repeat(1_100_000) + "\""),
            "longer than Discord allows"),
        Arguments.of(withMessage("\"Xanthippe\"", "Xanthippe"), "it is not JSON from here on"),
        Arguments.of(
            withMessage("\"Xanthippe\"", "\"Xan\nthippe\""), "it is not JSON from here on"),
        Arguments.of(
            withMessage("\"content\"", "\"reactions\": [{\"count\": 1}], \"content\""),
            "lacks its emoji or its count"),
        Arguments.of(
            withMessage(
                "\"content\"",
                "\"reactions\": [{\"emoji\": {\"name\": \"x\"}, \"count\": -1}], \"content\""),
            "is not between 0 and"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesWithAReasonThatQuotesNothing(String text, String reason) {
    assertThatThrownBy(() -> read.of(text))
        .isInstanceOf(RefusedInput.class)
        .hasMessageMatching("(?s).*(" + reason + ").*")
        .message()
        .doesNotContain("Xanthippe");
  }

  @Test
  void aFileThatWasCutOffAnywhereIsRefused() {
    String whole = export(GOOD, GOOD).strip();
    read.of(whole);
    for (int length = 1; length < whole.length(); length += 7) {
      String cut = whole.substring(0, length);
      assertThatThrownBy(() -> read.of(cut)).as(cut).isInstanceOf(RefusedInput.class);
    }
  }

  @Test
  void thePlaceNamesMessageLineAndColumn() {
    String text = export(GOOD, "\n" + GOOD.replace("2026-02-10", "1970-01-01"));
    assertThatThrownBy(() -> read.of(text))
        .satisfies(e ->
            assertThat(((RefusedInput) e).place()).matches("message 2 \\(line 10, column \\d+\\)"));
  }

  @Test
  void anExportOfAnotherGuildThanTheGivenOneIsRefused() {
    assertThatThrownBy(() -> read.given(12L, null, null).of(export(GOOD)))
        .hasMessageContaining("it belongs to guild 700000000000000000, not to 12");
  }

  private static String withMessage(String part, String replacement) {
    assertThat(GOOD).contains(part);
    return export(GOOD.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(replacement)));
  }
}
