package dev.guildhouse.collector.simulate.truth;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** One sum for each measure. */
final class Sums {
  private final long[] values = new long[Measure.values().length];

  void add(Measure measure, long amount) {
    values[measure.place()] += amount;
  }

  void add(Sums other) {
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
  }

  boolean isEmpty() {
    return Arrays.stream(values).allMatch(value -> value == 0);
  }

  /** All sums that are not 0, by column. */
  SortedMap<String, BigDecimal> columns() {
    SortedMap<String, BigDecimal> columns = new TreeMap<>();
    for (Measure measure : Measure.values()) {
      long value = values[measure.place()];
      if (value != 0) {
        columns.put(measure.text(), BigDecimal.valueOf(value, measure.scale()));
      }
    }
    return columns;
  }
}
