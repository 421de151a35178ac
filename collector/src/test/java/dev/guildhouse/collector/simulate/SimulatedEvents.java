package dev.guildhouse.collector.simulate;

import dev.guildhouse.collector.simulate.truth.Truth;
import dev.guildhouse.collector.simulate.truth.TruthBooks;
import dev.guildhouse.schema.events.RawEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small simulation in memory, under secrets that are the same everywhere. */
record SimulatedEvents(SortedMap<LocalDate, List<RawEvent>> byReceivedDate, Truth truth) {
  static SimulatedEvents of(SimulationPlan plan) {
    SortedMap<LocalDate, List<RawEvent>> events = new TreeMap<>();
    TruthBooks books = new Simulator(plan, SimulatedEvents::secret)
        .run((date, event) ->
            events.computeIfAbsent(date, unused -> new ArrayList<>()).add(event));
    return new SimulatedEvents(events, books.close());
  }

  static byte[] secret(long guildId) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(Long.toString(guildId).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  List<RawEvent> all() {
    return byReceivedDate.values().stream().flatMap(List::stream).toList();
  }

  List<RawEvent> ofGuild(long guildId) {
    return all().stream().filter(event -> event.guildId() == guildId).toList();
  }

  /** One number for all events in their order. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      all().forEach(event -> digest.update(event.toString().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
