package dev.guildhouse.schema.time;

import java.time.Instant;
import java.time.LocalDate;

/** A Discord id: milliseconds since 2015 in its upper 42 bits, so that an id tells its own time. */
public final class Snowflake {
  /** Milliseconds from the Unix epoch to Discord's, 2015-01-01T00:00:00Z. */
  public static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;

  /** Bits below the time: worker, process and increment. */
  public static final int TIME_SHIFT = 22;

  /** The Discord epoch as a day; nothing on Discord is older. */
  public static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 1);

  private Snowflake() {}

  /** The instant that the id was made, to the millisecond. */
  public static Instant instant(long id) {
    return Instant.ofEpochMilli((id >>> TIME_SHIFT) + DISCORD_EPOCH_MILLIS);
  }

  /** The UTC day that the id was made on. */
  public static LocalDate date(long id) {
    return LocalDate.ofEpochDay(
        Math.floorDiv((id >>> TIME_SHIFT) + DISCORD_EPOCH_MILLIS, 86_400_000L));
  }

  /**
   * The id of an instant with the given lower bits.
   *
   * @param lowBits 0 to 4,194,303; what tells two ids of one millisecond apart
   */
  public static long of(Instant instant, long lowBits) {
    return ((instant.toEpochMilli() - DISCORD_EPOCH_MILLIS) << TIME_SHIFT)
        | (lowBits & ((1L << TIME_SHIFT) - 1));
  }
}
