package dev.guildhouse.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventRecordTest {
  @Test
  void everyColumnComesBackWhateverIsThere() throws IOException {
    for (int seed = 0; seed < 2_000; seed++) {
      RawEvent event = drawn(new Random(seed));
      assertThat(EventRecord.read(record(event))).as("seed %s", seed).isEqualTo(event);
    }
  }

  @Test
  void aRecordOfANewerProgramIsRefused() throws IOException {
    ByteBuffer record = record(JournalHome.event(1));
    record.put(record.position(), (byte) 9);

    assertThatThrownBy(() -> EventRecord.read(record))
        .isInstanceOf(WarehouseException.class)
        .hasMessageContaining("records of version 9")
        .hasMessageContaining("newer program");
  }

  private static ByteBuffer record(RawEvent event) throws IOException {
    RecordBytes bytes = new RecordBytes();
    EventRecord.write(event, bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bytes.writeTo(Channels.newChannel(out));
    return ByteBuffer.wrap(out.toByteArray()).position(RecordBytes.FRAME_BYTES);
  }

  private static RawEvent drawn(Random random) {
    EventType[] types = EventType.values();
    Source[] sources = Source.values();
    return RawEvent.of(types[random.nextInt(types.length)], random.nextLong())
        .organizationId(random.nextLong())
        .source(sources[random.nextInt(sources.length)])
        .schemaVersion(random.nextInt(1_000_000))
        .subjectId(random.nextLong())
        .ordinal(random.nextLong())
        .eventAt(instant(random))
        .receivedAt(instant(random))
        .editedAt(random.nextBoolean() ? instant(random) : null)
        .sessionStartedAt(random.nextBoolean() ? instant(random) : null)
        .sessionId(random.nextLong())
        .sequence(random.nextLong())
        .channelId(random.nextLong())
        .parentChannelId(random.nextLong())
        .threadId(random.nextLong())
        .messageId(random.nextLong())
        .memberKey(random.nextLong())
        .targetKey(random.nextLong())
        .emoji(text(random))
        .isBot(random.nextBoolean())
        .isWebhook(random.nextBoolean())
        .isSystem(random.nextBoolean())
        .isEdit(random.nextBoolean())
        .isReply(random.nextBoolean())
        .isPending(random.nextBoolean())
        .isThreadStarter(random.nextBoolean())
        .isQuestion(flag(random))
        .hasPoll(flag(random))
        .attachments(count(random))
        .embeds(count(random))
        .stickers(count(random))
        .mentions(count(random))
        .roleMentions(count(random))
        .textLength(count(random))
        .amount(random.nextBoolean() ? BigDecimal.valueOf(random.nextLong(), 4) : null)
        .rewardTrigger(text(random))
        .rewardStatus(text(random))
        .attributes(random.nextBoolean() ? Map.of("members", "12", "größe", "") : null)
        .build();
  }

  private static Instant instant(Random random) {
    return Instant.ofEpochSecond(random.nextInt() * 3L, random.nextInt(1_000_000_000));
  }

  private static Boolean flag(Random random) {
    return random.nextBoolean() ? random.nextBoolean() : null;
  }

  private static Integer count(Random random) {
    return random.nextBoolean() ? random.nextInt() : null;
  }

  private static String text(Random random) {
    return random.nextBoolean() ? "👍".repeat(random.nextInt(50)) : null;
  }
}
