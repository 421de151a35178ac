package dev.guildhouse.collector.simulate;

import dev.guildhouse.schema.events.RawEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Sums by day, channel, member and measure. */
final class CountedCells {
  /** The finest grain. */
  record Cell(LocalDate day, long channel, long member) {}

  final Map<Cell, Map<String, BigDecimal>> cells = new HashMap<>();

  static LocalDate day(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  /** Where and when the event happened, for who did it. */
  void count(RawEvent event, String measure, long amount) {
    count(measure, event.eventAt(), event.channelId(), event.memberKey(), amount);
  }

  void count(String measure, Instant at, long channel, long member, long amount) {
    count(measure, at, channel, member, BigDecimal.valueOf(amount));
  }

  void count(String measure, Instant at, long channel, long member, BigDecimal amount) {
    if (amount.signum() != 0) {
      cells
          .computeIfAbsent(new Cell(day(at), channel, member), unused -> new TreeMap<>())
          .merge(measure, amount, BigDecimal::add);
    }
  }
}
