package dev.guildhouse.collector.imports.exporter;

import static dev.guildhouse.collector.imports.exporter.ExportText.ANNA;
import static dev.guildhouse.collector.imports.exporter.ExportText.AT;
import static dev.guildhouse.collector.imports.exporter.ExportText.BERT;
import static dev.guildhouse.collector.imports.exporter.ExportText.CHANNEL;
import static dev.guildhouse.collector.imports.exporter.ExportText.ID;
import static dev.guildhouse.collector.imports.exporter.ExportText.export;
import static dev.guildhouse.collector.imports.exporter.ExportText.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guildhouse.collector.imports.ReadEvents;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.time.Snowflake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCoverageIT {
  @TempDir
  Path folder;

  private ReadEvents read;

  @BeforeEach
  void openReader() {
    read = ReadEvents.with(new ChatExporterJson(), folder);
  }

  @Test
  void theChannelIsToldOncePerDayThatHasMessages() {
    Instant later = AT.plusSeconds(3 * 86_400);
    List<RawEvent> updates = read.of(
        EventType.CHANNEL_UPDATE,
        export(
            message(Snowflake.of(later, 1), later, ANNA, ""),
            message(ID, AT, ANNA, ""),
            message(Snowflake.of(AT, 2), AT, BERT, "")));

    assertThat(updates)
        .extracting(RawEvent::eventAt)
        .containsExactly(
            Instant.parse("2026-02-10T00:00:00Z"), Instant.parse("2026-02-13T00:00:00Z"));
    assertThat(updates)
        .allSatisfy(update -> assertThat(update.attributes())
            .isEqualTo(Map.of("name", "general", "type", "text", "guild_name", "Test guild")))
        .extracting(RawEvent::subjectId)
        .doesNotHaveDuplicates();
  }

  @Test
  void coverageGoesFromTheFirstToTheLastMessageAndIsCutAtMidnight() {
    Instant evening = Instant.parse("2026-02-10T23:59:00.900Z");
    Instant morning = Instant.parse("2026-02-12T00:01:00.100Z");
    List<RawEvent> watched = read.of(
        EventType.COLLECTOR_HEARTBEAT,
        export(
            message(Snowflake.of(evening, 1), evening, ANNA, ""),
            message(Snowflake.of(morning, 1), morning, ANNA, "")));

    assertThat(watched)
        .extracting(RawEvent::eventAt, RawEvent::amount)
        .containsExactly(
            tuple(Instant.parse("2026-02-10T23:59:00Z"), BigDecimal.valueOf(60)),
            tuple(Instant.parse("2026-02-11T00:00:00Z"), BigDecimal.valueOf(86_400)),
            tuple(Instant.parse("2026-02-12T00:00:00Z"), BigDecimal.valueOf(61)));
    assertThat(watched).allSatisfy(heartbeat -> {
      assertThat(heartbeat.channelId()).isEqualTo(CHANNEL);
      assertThat(heartbeat.attributes()).isEqualTo(Map.of("families", "messages"));
    });
  }

  @Test
  void coverageFollowsTheExportedRangeButNotBeforeTheChannelNorAfterTheExport() {
    String text = export(message(ID, AT, ANNA, ""))
        .replace(
            "{\"after\": null, \"before\": null}",
            "{\"after\": \"2015-01-01T00:00:00Z\", \"before\": \"2030-01-01T00:00:00Z\"}");
    List<RawEvent> watched = read.of(EventType.COLLECTOR_HEARTBEAT, text);

    assertThat(watched.get(0).eventAt()).isEqualTo(Instant.parse("2020-04-15T15:10:05Z"));
    RawEvent last = watched.get(watched.size() - 1);
    assertThat(last.eventAt().plusSeconds(last.amount().longValueExact()))
        .isEqualTo(Instant.parse("2026-02-28T00:00:00Z"));
  }

  @Test
  void aPartOfAnExportCoversOnlyItsOwnMessages() {
    String text = export(message(ID, AT, ANNA, ""))
        .replace(
            "{\"after\": null, \"before\": null}",
            "{\"after\": \"2026-01-01T00:00:00Z\", \"before\": \"2026-02-20T00:00:00Z\"}");
    assertThat(read.named("general [part 2].json").of(EventType.COLLECTOR_HEARTBEAT, text))
        .singleElement()
        .satisfies(one -> assertThat(one.amount()).isEqualByComparingTo("1"));
  }

  @Test
  void anEmptyRangeWasWatchedAndFoundEmpty() {
    List<RawEvent> events = read.of(export()
        .replace(
            "{\"after\": null, \"before\": null}",
            "{\"after\": \"2026-02-01T00:00:00Z\", \"before\": \"2026-02-03T00:00:00Z\"}"));
    assertThat(events).extracting(RawEvent::eventType).containsOnly(EventType.COLLECTOR_HEARTBEAT);
    assertThat(events).hasSize(2);
    assertThat(read.of(export())).isEmpty();
  }

  @Test
  void kindsAreOnlyCoveredWhenTheFileHoldsThem() {
    String reaction = "\"reactions\": [{\"emoji\": {\"name\": \"x\"}, \"count\": 1}]";
    String join = message(Snowflake.of(AT, 2), AT, BERT, "", "GuildMemberJoin");
    assertThat(
            read.of(EventType.COLLECTOR_HEARTBEAT, export(message(ID, AT, ANNA, reaction), join)))
        .extracting(RawEvent::attributes)
        .containsExactly(Map.of("families", "messages,reactions,members"));
  }
}
