package dev.guildhouse.collector.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.events.RawEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalIT {
  @TempDir
  Path folder;

  private JournalHome place;

  @BeforeEach
  void home() {
    place = new JournalHome(folder);
  }

  @Test
  void whatIsTakenIsInLandingFilesOnceAndNoLongerInTheJournal() {
    try (Journal journal = place.open()) {
      journal.append(JournalHome.events(0, 100)).join();
      journal.append(JournalHome.events(100, 150)).join();
      assertThat(journal.taken()).isEqualTo(150);
      assertThat(journal.waiting()).isZero();
      journal.finish();
      place.land(journal);
    }
    assertThat(place.landedSubjects()).containsExactlyElementsOf(subjects(0, 150));
    assertThat(place.segments()).isEmpty();
  }

  @Test
  void eventsLieUnderTheHourInWhichTheyWereReceived() throws IOException {
    Instant next = JournalHome.NOW.plusSeconds(2);
    try (Journal journal = place.open()) {
      journal.append(List.of(JournalHome.event(1), JournalHome.event(2, next))).join();
    }
    place.landAll();
    try (Stream<Path> files = Files.walk(place.home().landing().resolve("events"))) {
      assertThat(files.filter(Files::isRegularFile).map(folder::relativize).map(Path::toString))
          .containsExactlyInAnyOrder(
              "landing/events/received_date=2026-03-01/hour=08/live-0-0000000001-000000.parquet",
              "landing/events/received_date=2026-03-01/hour=09/live-0-0000000001-000000.parquet");
    }
  }

  @Test
  void aFullSegmentIsClosedAndTheNextOneGoesOn() {
    JournalSettings tiny =
        new JournalSettings(Duration.ZERO, 8, 64, 1_000, Duration.ofDays(1), 1 << 10);
    try (Journal journal = place.open(tiny)) {
      for (long i = 0; i < 100; i++) {
        journal.append(JournalHome.events(i, i + 1)).join();
      }
      assertThat(journal.unlanded()).isGreaterThan(5);
      journal.finish();
      place.land(journal);
    }
    assertThat(place.landedSubjects()).containsExactlyElementsOf(subjects(0, 100));
  }

  @Test
  void aRepeatIsTakenOnceWithinARunAndAcrossRestarts() {
    try (Journal journal = place.open()) {
      journal.append(JournalHome.events(0, 10)).join();
      journal.append(JournalHome.events(5, 12)).join();
      assertThat(journal.taken()).isEqualTo(12);
      assertThat(journal.repeated()).isEqualTo(5);
      journal.finish();
      place.land(journal);
    }
    try (Journal journal = place.open()) {
      RawEvent later = JournalHome.event(11).receivedAgainAt(JournalHome.NOW.plusSeconds(60));
      journal.append(List.of(later, JournalHome.event(12))).join();
      assertThat(journal.repeated()).isOne();
      journal.finish();
      place.land(journal);
    }
    assertThat(place.landedSubjects()).containsExactlyElementsOf(subjects(0, 13));
  }

  @Test
  void aRepeatOfWhatIsNotYetLandedIsKnownAfterARestart() {
    try (Journal journal = place.open()) {
      journal.append(JournalHome.events(0, 10)).join();
    }
    assertThat(folder.resolve("journal/shard-0/recent").toFile().delete()).isTrue();
    try (Journal journal = place.open()) {
      journal.append(JournalHome.events(0, 10)).join();
      assertThat(journal.taken()).isZero();
    }
  }

  @Test
  void aTornTailIsCutWhereverItTears() throws IOException {
    try (Journal journal = place.open()) {
      journal.append(JournalHome.events(0, 3)).join();
    }
    Path segment = place.segments().get(0);
    byte[] whole = Files.readAllBytes(segment);
    int record = (whole.length - SegmentReader.HEADER.length) / 3;
    for (int length = SegmentReader.HEADER.length; length <= whole.length; length += 17) {
      Files.write(segment, Arrays.copyOf(whole, length));
      int events = (length - SegmentReader.HEADER.length) / record;
      Journal journal = place.open();
      journal.close();
      assertThat(place.segments()).hasSize(events == 0 ? 0 : 1);
      if (events > 0) {
        assertThat(Files.size(segment)).isEqualTo(SegmentReader.HEADER.length + events * record);
      }
    }
    // Blocks that the disk had given out but not filled are zeros.
    Files.write(segment, Arrays.copyOf(whole, whole.length + 4_096));
    place.landAll();
    assertThat(place.landedSubjects()).containsExactlyElementsOf(subjects(0, 3));
  }

  @Test
  void damageInTheMiddleKeepsACopyAndWhatCanBeRead() throws IOException {
    try (Journal journal =
        place.open(new JournalSettings(Duration.ZERO, 1, 64, 1, Duration.ofDays(1), 1 << 10))) {
      journal.append(JournalHome.events(0, 2)).join();
      journal.append(JournalHome.events(2, 4)).join();
    }
    Path first = place.segments().get(0);
    byte[] bytes = Files.readAllBytes(first);
    bytes[bytes.length - 5] ^= 1;
    Files.write(first, bytes);

    place.landAll();

    assertThat(place.landedSubjects()).containsExactly(0L, 2L, 3L);
    assertThat(first.resolveSibling(first.getFileName() + ".damaged")).exists();
  }

  @Test
  void twoCollectorsOfOneShardCannotBothWrite() {
    try (Journal journal = place.open()) {
      assertThatThrownBy(place::open)
          .isInstanceOfSatisfying(
              WarehouseException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(WarehouseException.Code.LOCKED))
          .hasMessageContaining("another collector holds");
      journal.append(JournalHome.events(0, 1)).join();
    }
    place.open().close();
  }

  @Test
  void whoFindsAnothersNumberStopsEvenWhereLocksDoNotHold() throws IOException {
    try (Journal journal = place.open()) {
      journal.append(JournalHome.events(0, 1)).join();
      Files.writeString(place.folder().resolve("number"), "2");

      assertThatThrownBy(() -> journal.append(JournalHome.events(1, 2)).join())
          .isInstanceOf(CompletionException.class)
          .hasMessageContaining("another collector has taken over");
      assertThat(journal.failure()).isPresent();
      assertThatThrownBy(() -> journal.append(JournalHome.events(2, 3)))
          .isInstanceOf(WarehouseException.class);
    }
    place.landAll();
    assertThat(place.landedSubjects()).containsExactly(0L);
  }

  private static List<Long> subjects(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }
}
