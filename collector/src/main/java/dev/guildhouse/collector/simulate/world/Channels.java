package dev.guildhouse.collector.simulate.world;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A guild's channels by number, the busiest first of each kind. Channels never close while a
 * simulation lasts; short-lived ones come and go beside them without events of their own.
 */
public final class Channels {
  /** No channel: id 0. */
  public static final int NONE = -1;

  /** The least number with which every kind that stories need exists. */
  public static final int FEWEST = 4;

  private static final int PER_CATEGORY = 8;

  /** What a channel is for. */
  public enum Kind {
    TEXT,
    VOICE,
    FORUM,
    ANNOUNCEMENT,
    STAGE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final long[] ids;
  private final Kind[] kinds;
  private final int[] written;
  private final int[] spoken;
  private final HeavyTail writtenBusyness;
  private final HeavyTail spokenBusyness;

  /**
   * Lays out channels.
   *
   * @param firstId the ids count up from here, categories after the channels
   */
  public Channels(int channels, long firstId) {
    ids = IntStream.range(0, channels + 1 + channels / PER_CATEGORY)
        .mapToLong(i -> firstId + i * 4_194_301L)
        .toArray();
    kinds = IntStream.range(0, channels).mapToObj(Channels::kind).toArray(Kind[]::new);
    written = IntStream.range(0, channels).filter(i -> !isSpoken(i)).toArray();
    spoken = IntStream.range(0, channels).filter(this::isSpoken).toArray();
    writtenBusyness = new HeavyTail(written.length, 1.5, 1.1);
    spokenBusyness = new HeavyTail(spoken.length, 1.5, 1.0);
  }

  private static Kind kind(int channel) {
    return switch (channel % 8) {
      case 1, 3 -> Kind.VOICE;
      case 2 -> Kind.FORUM;
      case 5 -> channel == 5 ? Kind.ANNOUNCEMENT : Kind.TEXT;
      case 7 -> channel == 7 ? Kind.STAGE : Kind.TEXT;
      default -> Kind.TEXT;
    };
  }

  private boolean isSpoken(int channel) {
    return kinds[channel] == Kind.VOICE || kinds[channel] == Kind.STAGE;
  }

  /** Categories are not among them. */
  public int count() {
    return kinds.length;
  }

  public int count(Kind kind) {
    return (int) IntStream.range(0, kinds.length).filter(i -> kinds[i] == kind).count();
  }

  public int categories() {
    return ids.length - kinds.length;
  }

  public long categoryId(int category) {
    return ids[kinds.length + category];
  }

  public long id(int channel) {
    return channel == NONE ? 0 : ids[channel];
  }

  /** The category above a channel. */
  public long parentId(int channel) {
    return channel == NONE ? 0 : categoryId(channel / PER_CATEGORY);
  }

  public Kind kindOf(int channel) {
    return kinds[channel];
  }

  /** A channel to write in: text, announcements or a forum. */
  public int drawWritten(Draws draws) {
    return written[writtenBusyness.rank(draws)];
  }

  /** A channel to speak in, voice or stage, other than the given one. */
  public int drawSpokenBut(int channel, Draws draws) {
    int rank = spokenBusyness.rank(draws);
    return spoken[rank] == channel ? spoken[(rank + 1) % spoken.length] : spoken[rank];
  }
}
