package dev.guildhouse.collector.landing;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads back from landing what happened to messages. It streams: one row is held at a time. */
public final class LandedMessages {
  private static final Set<Integer> TYPES = Set.of(
      EventType.MESSAGE_CREATE.code(),
      EventType.MESSAGE_UPDATE.code(),
      EventType.MESSAGE_DELETE.code(),
      EventType.MESSAGE_APPROVE.code(),
      EventType.MESSAGE_RESTORE.code());

  private static final Set<Integer> FROM_DISCORD =
      Set.of(Source.GATEWAY.code(), Source.REST.code());

  private static final Set<String> COLUMNS = Set.of(
      "guild_id",
      "event_type",
      "event_at",
      "edited_at",
      "source",
      "session_started_at",
      "sequence",
      "channel_id",
      "thread_id",
      "message_id");

  private static final MessageType PROJECTION = new MessageType(
      "raw_event",
      RawEventParquet.SCHEMA.getFields().stream()
          .filter(field -> COLUMNS.contains(field.getName()))
          .toArray(Type[]::new));

  private static final long MICROS = 1_000_000L;

  /**
   * One event of a message.
   *
   * @param isFromDiscord whether the collector itself learned of it
   */
  public record LandedMessage(
      EventType type,
      Instant at,
      @Nullable Instant editedAt,
      boolean isFromDiscord,
      @Nullable Instant sessionStartedAt,
      long sequence,
      long channelId,
      long threadId,
      long messageId) {}

  private final LandingLayout layout;

  public LandedMessages(LandingLayout layout) {
    this.layout = layout;
  }

  /**
   * Tells the events of a guild's messages that were received on a day or later. A file that is
   * deleted meanwhile, as old ones are, is passed over.
   */
  public void since(LocalDate day, long guildId, Consumer<LandedMessage> taker) {
    String first = "received_date=" + day;
    for (String name : layout.names()) {
      if (name.compareTo(first) >= 0) {
        Path file = layout.events().resolve(name);
        try (ParquetReader<Group> rows = open(file, guildId)) {
          for (Group row = rows.read(); row != null; row = rows.read()) {
            if (TYPES.contains(row.getInteger("event_type", 0))) {
              taker.accept(message(row));
            }
          }
        } catch (NoSuchFileException | FileNotFoundException gone) {
          // What it held is only counted as missing, and taking it once more changes nothing.
        } catch (IOException e) {
          throw WarehouseException.failed(
              "read the landing file " + file,
              e.getClass().getSimpleName() + ": " + e.getMessage(),
              "Let the jobs ingest: they put what cannot be read into quarantine.",
              e);
        }
      }
    }
  }

  private static ParquetReader<Group> open(Path file, long guildId) throws IOException {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set(ReadSupport.PARQUET_READ_SCHEMA, PROJECTION.toString());
    return new Reader(new LocalInputFile(file))
        .withConf(configuration)
        .withFilter(FilterCompat.get(FilterApi.eq(FilterApi.longColumn("guild_id"), guildId)))
        .build();
  }

  private static LandedMessage message(Group row) {
    int code = row.getInteger("event_type", 0);
    Optional<EventType> type = EventType.ofCode(code);
    return new LandedMessage(
        type.orElseThrow(),
        instant(row.getLong("event_at", 0)),
        time(row, "edited_at"),
        FROM_DISCORD.contains(row.getInteger("source", 0)),
        time(row, "session_started_at"),
        row.getLong("sequence", 0),
        row.getLong("channel_id", 0),
        row.getLong("thread_id", 0),
        row.getLong("message_id", 0));
  }

  private static @Nullable Instant time(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0 ? null : instant(row.getLong(column, 0));
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
  }

  private static final class Reader extends ParquetReader.Builder<Group> {
    Reader(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }
}
