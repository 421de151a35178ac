package dev.guildhouse.collector.imports.exporter;

import dev.guildhouse.collector.imports.reading.TextFingerprint;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Ids for messages whose export left them out: a time inside the minute that is written, and low
 * bits, both out of a keyed hash of author, text and how often both came in that minute before. So
 * overlapping exports of one channel give a message the same id.
 *
 * <p>An id is not the one that Discord gave: CSV and JSON exports of the same messages are twice as
 * many messages.
 */
final class CsvMessageIds {
  private static final long LOW_PURPOSE = -1;
  private static final long HIGH_PURPOSE = -2;

  private final MemberKeyring keys;
  private final Map<Long, Integer> repetitions = new HashMap<>();
  private Instant moment = Instant.EPOCH;
  private int month;
  private long keyLow;
  private long keyHigh;

  CsvMessageIds(MemberKeyring keys) {
    this.keys = keys;
  }

  /**
   * The id of the next message of the file.
   *
   * @param at when it was written, rounded down
   * @param precision what it was rounded to
   * @param eventMonth yyyymm of {@code at}
   */
  long next(Instant at, Duration precision, int eventMonth, long authorId, String text) {
    if (!at.equals(moment)) {
      moment = at;
      repetitions.clear();
    }
    if (eventMonth != month) {
      month = eventMonth;
      keyLow = keys.salt(LOW_PURPOSE, month);
      keyHigh = keys.salt(HIGH_PURPOSE, month);
    }
    long message = TextFingerprint.of(keyLow, keyHigh, text, authorId);
    int repetition = repetitions.merge(message, 1, Integer::sum);
    long hash = TextFingerprint.of(keyLow, keyHigh, "", message + repetition);
    long offset = Long.remainderUnsigned(hash >>> Snowflake.TIME_SHIFT, precision.toMillis());
    return Snowflake.of(at.plusMillis(offset), hash);
  }
}
