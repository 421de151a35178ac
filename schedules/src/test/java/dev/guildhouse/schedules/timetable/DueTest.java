package dev.guildhouse.schedules.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.time.Period;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two years of slots, with changes of the clocks and with downtime, against a walk by the minute. */
@Tag("acceptance")
class DueTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2028-01-01T00:00:00Z");

  /** Zones with clocks that never change, by an hour on either half of the earth, and by half one. */
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

  private static final Map<String, List<Instant>> WALKS = new HashMap<>();

  static Stream<Arguments> recurrences() {
    LocalTime inGap = LocalTime.of(2, 15);
    return ZONES.stream()
        .flatMap(zone -> Stream.of(
            Arguments.of(zone, new Recurrence.Hourly(5), wanted(t -> t.getMinute() == 5)),
            Arguments.of(zone, new Recurrence.Hourly(45), wanted(t -> t.getMinute() == 45)),
            Arguments.of(
                zone, new Recurrence.Daily(inGap), wanted(t -> t.toLocalTime().equals(inGap))),
            Arguments.of(
                zone,
                new Recurrence.Daily(LocalTime.of(1, 45)),
                wanted(t -> t.toLocalTime().equals(LocalTime.of(1, 45)))),
            Arguments.of(
                zone,
                new Recurrence.Weekly(DayOfWeek.SUNDAY, inGap),
                wanted(
                    t -> t.getDayOfWeek() == DayOfWeek.SUNDAY && t.toLocalTime().equals(inGap))),
            Arguments.of(
                zone,
                new Recurrence.Monthly(31, inGap),
                wanted(t -> t.toLocalDate().equals(YearMonth.from(t).atEndOfMonth())
                    && t.toLocalTime().equals(inGap)))));
  }

  private static Predicate<LocalDateTime> wanted(Predicate<LocalDateTime> wanted) {
    return wanted;
  }

  @ParameterizedTest
  @MethodSource("recurrences")
  void everySlotIsRunOnceAndInOrderWhateverTheDowntime(
      String zone, Recurrence recurrence, Predicate<LocalDateTime> isWanted) {
    List<Instant> expected = walked(zone, recurrence, isWanted);
    for (long seed = 1; seed <= 2; seed++) {
      assertThat(run(schedule(recurrence, zone, CatchUp.ALL), seed).ran)
          .containsExactlyElementsOf(expected);

      Watched last = run(schedule(recurrence, zone, CatchUp.LAST), seed);
      assertThat(merged(last)).containsExactlyElementsOf(expected);
      assertThat(last.ran).containsExactlyElementsOf(newestOfEachLook(expected, last.looks));

      Watched none = run(schedule(recurrence, zone, CatchUp.NONE), seed);
      assertThat(merged(none)).containsExactlyElementsOf(expected);
      assertThat(none.ran).containsExactlyElementsOf(punctual(expected, none.looks));
    }
  }

  @ParameterizedTest
  @MethodSource("recurrences")
  void itIsTheSameWhetherOneLooksOnceOrOften(
      String zone, Recurrence recurrence, Predicate<LocalDateTime> isWanted) {
    Schedule schedule = schedule(recurrence, zone, CatchUp.ALL);
    List<Instant> atOnce = new ArrayList<>();
    Instant done = FROM;
    Due due = Due.of(schedule, done, UNTIL);
    while (!due.isEmpty()) {
      assertThat(due.slots()).hasSizeLessThanOrEqualTo(Due.MOST);
      atOnce.addAll(due.slots());
      done = due.slots().get(due.slots().size() - 1);
      due = Due.of(schedule, done, UNTIL);
    }
    assertThat(atOnce).containsExactlyElementsOf(walked(zone, recurrence, isWanted));
  }

  @Test
  void everyLocalDateHasItsDailySlotOnce() {
    for (String zone : ZONES) {
      Schedule schedule = schedule(new Recurrence.Daily(LocalTime.of(2, 15)), zone, CatchUp.ALL);
      List<LocalDate> dates = Due.of(schedule, FROM, UNTIL).slots().stream()
          .map(slot -> LocalDate.ofInstant(slot, ZoneId.of(zone)))
          .toList();
      assertThat(dates).isSorted().doesNotHaveDuplicates();
      assertThat(dates).hasSize((int)
          (dates.get(dates.size() - 1).toEpochDay() - dates.get(0).toEpochDay() + 1));
    }
  }

  @Test
  void aTimeInTheGapComesAsMuchLaterAndOneThatComesTwiceCountsOnce() {
    Schedule berlin =
        schedule(new Recurrence.Daily(LocalTime.of(2, 30)), "Europe/Berlin", CatchUp.ALL);
    assertThat(Due.of(
                berlin,
                Instant.parse("2026-03-28T12:00:00Z"),
                Instant.parse("2026-03-30T12:00:00Z"))
            .slots())
        .containsExactly(
            // 03:30 in summer time, because 02:30 is left out.
            Instant.parse("2026-03-29T01:30:00Z"), Instant.parse("2026-03-30T00:30:00Z"));
    assertThat(Due.of(
                berlin,
                Instant.parse("2026-10-24T12:00:00Z"),
                Instant.parse("2026-10-25T12:00:00Z"))
            .slots())
        .containsExactly(Instant.parse("2026-10-25T00:30:00Z"));
  }

  @Test
  void intervalsAreCountedFromTheEpoch() {
    Schedule quarter = schedule(
        new Recurrence.Interval(Duration.ofMinutes(15)), "Australia/Lord_Howe", CatchUp.ALL);
    assertThat(Due.of(quarter, FROM.plusSeconds(1), FROM.plusSeconds(3_600)).slots())
        .containsExactly(
            FROM.plusSeconds(900),
            FROM.plusSeconds(1_800),
            FROM.plusSeconds(2_700),
            FROM.plusSeconds(3_600));
    assertThat(quarter.hasSlotAt(FROM.plusSeconds(900))).isTrue();
    assertThat(quarter.hasSlotAt(FROM.plusSeconds(901))).isFalse();
  }

  /** A walk takes its time, and is taken once. */
  private static List<Instant> walked(
      String zone, Recurrence recurrence, Predicate<LocalDateTime> isWanted) {
    return WALKS.computeIfAbsent(
        zone + recurrence, key -> ClockWalk.slots(FROM, UNTIL, ZoneId.of(zone), isWanted));
  }

  /** What was run and skipped, and when somebody looked. */
  private static final class Watched {
    private final List<Instant> ran = new ArrayList<>();
    private final List<Due.Skipped> skipped = new ArrayList<>();
    private final List<Instant> looks = new ArrayList<>();
    private final Schedule schedule;

    private Watched(Schedule schedule) {
      this.schedule = schedule;
    }
  }

  /** Looks every few seconds, and now and then not for up to twenty days. */
  private static Watched run(Schedule schedule, long seed) {
    Random chance = new Random(seed);
    Watched watched = new Watched(schedule);
    Instant done = FROM;
    Instant now = FROM;
    while (now.isBefore(UNTIL)) {
      boolean isDown = chance.nextInt(40) == 0;
      Instant next = schedule.next(now).plusSeconds(chance.nextInt(50));
      now = isDown ? now.plusSeconds(chance.nextInt(20 * 86_400)) : next;
      now = now.isAfter(UNTIL) ? UNTIL : now;
      watched.looks.add(now);
      Due due = Due.of(schedule, done, now);
      due.skipped().ifPresent(watched.skipped::add);
      watched.ran.addAll(due.slots());
      done = due.skipped().map(Due.Skipped::last).orElse(done);
      done = due.isEmpty() ? done : due.slots().get(due.slots().size() - 1);
    }
    return watched;
  }

  /** Run and skipped ones together, in order. */
  private static List<Instant> merged(Watched watched) {
    List<Instant> all = new ArrayList<>(watched.ran);
    for (Due.Skipped skipped : watched.skipped) {
      List<Instant> passed = new ArrayList<>();
      for (Instant slot = skipped.first();
          !slot.isAfter(skipped.last());
          slot = watched.schedule.next(slot)) {
        passed.add(slot);
      }
      assertThat(passed).hasSize(skipped.count());
      all.addAll(passed);
    }
    return all.stream().sorted().toList();
  }

  private static List<Instant> newestOfEachLook(List<Instant> slots, List<Instant> looks) {
    List<Instant> newest = new ArrayList<>();
    Instant before = FROM;
    for (Instant look : looks) {
      Instant since = before;
      slots.stream()
          .filter(slot -> slot.isAfter(since) && !slot.isAfter(look))
          .reduce((first, second) -> second)
          .ifPresent(newest::add);
      before = look;
    }
    return newest;
  }

  private static List<Instant> punctual(List<Instant> slots, List<Instant> looks) {
    List<Instant> punctual = new ArrayList<>();
    Instant before = FROM;
    for (Instant look : looks) {
      Instant since = before;
      slots.stream()
          .filter(slot -> slot.isAfter(since) && !slot.isAfter(look))
          .filter(slot -> Duration.between(slot, look).compareTo(Duration.ofMinutes(1)) <= 0)
          .forEach(punctual::add);
      before = look;
    }
    return punctual;
  }

  private static Schedule schedule(Recurrence recurrence, String zone, CatchUp catchUp) {
    return new Schedule(
        "some",
        "ingest",
        new JobOptions(null, null, List.of(), Period.DAY),
        recurrence,
        ZoneId.of(zone),
        catchUp,
        3,
        Duration.ofMinutes(1),
        Duration.ofHours(1),
        List.of(),
        true);
  }
}
