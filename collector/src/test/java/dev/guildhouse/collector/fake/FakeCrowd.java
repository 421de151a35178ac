package dev.guildhouse.collector.fake;

import dev.guildhouse.schema.time.Snowflake;
import java.time.Instant;
import java.util.stream.LongStream;

/**
 * Messages that follow from their number alone.
 *
 * @param first when the first was written
 * @param stepMillis between two
 */
public record FakeCrowd(long count, Instant first, long stepMillis) {
  private static final int AUTHORS = 500;
  private static final long FIRST_AUTHOR = 7_000;

  long id(long number) {
    return Snowflake.of(first.plusMillis(number * stepMillis), 0);
  }

  long author(long id) {
    return FIRST_AUTHOR + number(id) % AUTHORS;
  }

  LongStream after(long id, int limit) {
    long from = id < id(0) ? 0 : number(id) + 1;
    return LongStream.range(from, Math.min(count, from + limit)).map(this::id);
  }

  private long number(long id) {
    return (Snowflake.instant(id).toEpochMilli() - first.toEpochMilli()) / stepMillis;
  }
}
