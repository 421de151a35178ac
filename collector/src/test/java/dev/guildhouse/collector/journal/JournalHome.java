package dev.guildhouse.collector.journal;

import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.landing.ParquetRows;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A home with the journal of shard 0, and what was landed out of it. */
record JournalHome(Path root) {
  static final Instant NOW = Instant.parse("2026-03-01T08:59:59Z");

  static final JournalSettings SETTINGS =
      new JournalSettings(Duration.ZERO, 64, 1_024, 16L << 20, Duration.ofDays(1), 1 << 12);

  Home home() {
    return new Home(root);
  }

  Journal open() {
    return open(SETTINGS);
  }

  Journal open(JournalSettings settings) {
    return Journal.open(home(), 0, settings, InstantSource.fixed(NOW));
  }

  /** Lands all that the journal holds, as a collector does that starts and ends at once. */
  void landAll() {
    try (Journal journal = open()) {
      land(journal);
    }
  }

  void land(Journal journal) {
    new JournalLander(journal, new LandingFiles(LandingLayout.of(home()))).landClosed();
  }

  List<Map<String, Object>> landed() {
    return ParquetRows.under(LandingLayout.of(home()).events());
  }

  /** What is landed, by subject, with repeats. */
  List<Long> landedSubjects() {
    return landed().stream().map(row -> (Long) row.get("subject_id")).sorted().toList();
  }

  Path folder() {
    return home().journal().resolve("shard-0");
  }

  List<Path> segments() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawEvent event(long subject) {
    return event(subject, NOW);
  }

  static RawEvent event(long subject, Instant receivedAt) {
    return RawEvent.of(EventType.MESSAGE_CREATE, 7)
        .subjectId(subject)
        .messageId(subject)
        .eventAt(receivedAt)
        .receivedAt(receivedAt)
        .source(Source.GATEWAY)
        .build();
  }

  static List<RawEvent> events(long from, long to) {
    List<RawEvent> events = new ArrayList<>();
    LongStream.range(from, to).forEach(subject -> events.add(event(subject)));
    return events;
  }
}
