package dev.guildhouse.collector.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.ChildJvm;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingWriterIT {
  private static final Instant RECEIVED = Instant.parse("2026-03-01T07:59:59.999999Z");

  @TempDir
  Path folder;

  private LandingFiles landing;

  @BeforeEach
  void layout() {
    landing = new LandingFiles(new LandingLayout(folder));
  }

  @Test
  void everyColumnComesBackAsItWasWritten() throws IOException {
    RawEvent event = RawEvent.of(EventType.REWARD_GRANT, 11)
        .organizationId(12)
        .subjectId(-13)
        .ordinal(14)
        .eventAt(Instant.parse("2026-02-28T23:59:59.000001Z"))
        .editedAt(Instant.parse("1969-12-31T23:59:59.999999Z"))
        .receivedAt(RECEIVED)
        .source(Source.OUTSIDE)
        .sequence(15)
        .channelId(16)
        .memberKey(Long.MIN_VALUE)
        .targetKey(Long.MAX_VALUE)
        .emoji("👍")
        .isBot(true)
        .isQuestion(false)
        .attachments(0)
        .amount(new BigDecimal("-12.3456"))
        .rewardTrigger("voice")
        .attributes(Map.of("b", "2", "a", "ü"))
        .build();

    Path file;
    try (LandingWriter writer = landing.open("import-1", RECEIVED)) {
      writer.write(event);
      file = writer.publish();
    }

    assertThat(file)
        .isEqualTo(folder.resolve("events/received_date=2026-03-01/hour=07/import-1.parquet"));
    Map<String, Object> row = ParquetRows.of(file).get(0);
    assertThat(row)
        .containsEntry("organization_id", 12L)
        .containsEntry("guild_id", 11L)
        .containsEntry("event_type", 90)
        .containsEntry("subject_id", -13L)
        .containsEntry("ordinal", 14L)
        .containsEntry("event_at", 1_772_323_199_000_001L)
        .containsEntry("edited_at", -1L)
        .containsEntry("received_at", 1_772_351_999_999_999L)
        .containsEntry("source", 4)
        .containsEntry("sequence", 15L)
        .containsEntry("schema_version", 1)
        .containsEntry("channel_id", 16L)
        .containsEntry("member_key", Long.MIN_VALUE)
        .containsEntry("key_month", 202602)
        .containsEntry("target_key", Long.MAX_VALUE)
        .containsEntry("emoji", "👍")
        .containsEntry("is_bot", true)
        .containsEntry("is_webhook", false)
        .containsEntry("is_question", false)
        .containsEntry("attachments", 0)
        .containsEntry("amount", -123_456L)
        .containsEntry("reward_trigger", "voice")
        .containsEntry("attributes", Map.of("a", "ü", "b", "2"))
        .doesNotContainKeys(
            "session_started_at", "has_poll", "embeds", "text_length", "reward_status");
  }

  @Test
  void theFileHasTheColumnsOfTheContractAndSaysItsVersion() throws IOException {
    Path file = write("simulate-7-0", message(1));

    try (ParquetFileReader reader = ParquetFileReader.open(
        new LocalInputFile(file),
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      var metadata = reader.getFooter().getFileMetaData();
      assertThat(metadata.getSchema().getFields().stream().map(Object::toString))
          .hasSize(RawEvents.FIELDS.size())
          .contains(
              "required int64 guild_id",
              "required int32 event_type",
              "required int64 event_at (TIMESTAMP(MICROS,true))",
              "optional int64 amount (DECIMAL(18,4))",
              "optional binary emoji (STRING)",
              "required boolean is_bot",
              """
              optional group attributes (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional binary value (STRING);
                }
              }\
              """);
      assertThat(metadata.getKeyValueMetaData())
          .containsEntry(LandingLayout.SCHEMA_VERSION_KEY, "1");
    }
  }

  @Test
  void nothingAppearsBeforeItIsPublishedAndNothingStaysWhenItIsNot() throws IOException {
    try (LandingWriter writer = landing.open("import-1", RECEIVED)) {
      writer.write(message(1));
      writer.finish();
      assertThat(files("events")).isEmpty();
    }
    assertThat(files(".")).isEmpty();
  }

  @Test
  void aReplayOverwrites() throws IOException {
    write("import-1", message(1));
    Path file = write("import-1", message(1), message(2));

    assertThat(files("events")).containsExactly(file);
    assertThat(ParquetRows.of(file)).hasSize(2);
  }

  @Test
  void whatADeadWriterLeftIsClearedAndALivingOneIsNot() throws IOException {
    Path abandoned = Files.createDirectories(landing.layout().staging().resolve("abandoned"));
    Files.writeString(abandoned.resolve("import-9.parquet"), "half");
    try (LandingWriter alive = landing.open("import-1", RECEIVED)) {
      assertThat(abandoned).doesNotExist();
      write("import-2", message(2));
      alive.write(message(1));
      alive.publish();
    }
    assertThat(files("events")).hasSize(2);
    assertThat(files(".staging")).isEmpty();
  }

  @Test
  void anotherProcessIsLeftAloneWhileItLivesAndClearedWhenItWasKilled() throws Exception {
    Process alive = ChildJvm.start(LandingProcess.class, List.of(), folder);
    Process killed = ChildJvm.start(LandingProcess.class, List.of(), folder);
    assertThat(alive.getInputStream().read()).isEqualTo('o');
    assertThat(killed.getInputStream().read()).isEqualTo('o');
    killed.destroyForcibly().waitFor();

    write("import-1", message(1));

    // Of the one that lives: its lock and its file.
    assertThat(files(".staging")).hasSize(2);
    alive.getOutputStream().write('!');
    alive.getOutputStream().close();
    assertThat(alive.waitFor()).isZero();
    assertThat(files("events")).hasSize(2);
    assertThat(files(".staging")).isEmpty();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsToldWithTheNextStep() throws IOException {
    Files.writeString(folder.resolve("events"), "a file where a folder should be");
    try (LandingWriter writer = landing.open("import-1", RECEIVED)) {
      writer.write(message(1));
      assertThatThrownBy(writer::publish)
          .isInstanceOf(WarehouseException.class)
          .hasMessageContaining("Cannot write import-1 to landing")
          .hasMessageContaining("run this again");
    }
    assertThat(files(".staging")).isEmpty();
  }

  @Test
  void aNameThatWouldLeaveThePartitionIsRefused() {
    assertThatThrownBy(() -> landing.open("../import-1", RECEIVED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path write(String name, RawEvent... events) {
    try (LandingWriter writer = landing.open(name, RECEIVED)) {
      for (RawEvent event : events) {
        writer.write(event);
      }
      return writer.publish();
    }
  }

  private static RawEvent message(long id) {
    return RawEvent.of(EventType.MESSAGE_CREATE, 11)
        .subjectId(id)
        .messageId(id)
        .eventAt(RECEIVED)
        .receivedAt(RECEIVED)
        .source(Source.SIMULATOR)
        .build();
  }

  private List<Path> files(String under) throws IOException {
    Path root = folder.resolve(under);
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
