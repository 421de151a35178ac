package dev.guildhouse.collector.simulate.truth;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Sums and distinct members of one channel and day, or of several such together. */
final class Tally {
  private final Sums sums = new Sums();
  private final Map<Who, BitSet> who = new EnumMap<>(Who.class);
  private int peak;

  /** The distinct members that are counted, each by a measure that must be positive for them. */
  enum Who {
    AUTHORS("unique_authors"),
    REACTORS("unique_reactors"),
    SPEAKERS("unique_voice_members"),
    STARTERS("");

    /** Empty when it only makes a member active. */
    private final String column;

    Who(String column) {
      this.column = column;
    }

    static @Nullable Who of(Measure measure) {
      return switch (measure) {
        case MESSAGES -> AUTHORS;
        case REACTIONS_GIVEN -> REACTORS;
        case VOICE_SECONDS -> SPEAKERS;
        case THREADS_CREATED -> STARTERS;
        default -> null;
      };
    }
  }

  void add(Measure measure, int member, long amount) {
    sums.add(measure, amount);
    Who kind = Who.of(measure);
    if (kind != null && member >= 0) {
      set(kind).set(member);
    }
  }

  /** Takes in another day: sums add up, members are counted once, the highest peak stands. */
  void add(Tally other) {
    addSums(other);
    peak(other.peak);
  }

  /** Takes in another channel of the same day, whose peak may have been at another instant. */
  void addSums(Tally other) {
    sums.add(other.sums);
    other.who.forEach((kind, members) -> set(kind).or(members));
  }

  /** Members in voice at one instant; the most stand. */
  void peak(int members) {
    peak = Math.max(peak, members);
  }

  /** Whoever has a live message, a second of voice, a standing reaction, or started a thread. */
  BitSet active() {
    BitSet active = new BitSet();
    who.values().forEach(active::or);
    return active;
  }

  private BitSet set(Who kind) {
    return who.computeIfAbsent(kind, unused -> new BitSet());
  }

  /** All numbers that are not 0, by column. */
  SortedMap<String, BigDecimal> columns() {
    SortedMap<String, BigDecimal> columns = sums.columns();
    who.forEach((kind, members) -> {
      if (!kind.column.isEmpty()) {
        put(columns, kind.column, members.cardinality());
      }
    });
    put(columns, "active_members", active().cardinality());
    put(columns, "peak_voice_members", peak);
    return columns;
  }

  static void put(SortedMap<String, BigDecimal> columns, String column, long value) {
    if (value != 0) {
      columns.put(column, BigDecimal.valueOf(value));
    }
  }

  boolean isEmpty() {
    return peak == 0 && sums.isEmpty();
  }
}
