package dev.guildhouse.collector.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final SimulationPlan PLAN =
      SimulationPlan.of(2, 80, 10, 12, 3_000, 42, LocalDate.of(2026, 10, 24));
  private static final SimulatedEvents SIMULATED = SimulatedEvents.of(PLAN);

  @Test
  void equalPlansGiveEqualEventsWhateverTheTimeZoneAndLocale() {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      SimulatedEvents again = SimulatedEvents.of(PLAN);
      assertThat(again.digest()).isEqualTo(SIMULATED.digest());
      assertThat(again.truth()).isEqualTo(SIMULATED.truth());
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void theEventsOfAPlanNeverChangeUnnoticed() {
    SimulationPlan small = SimulationPlan.of(1, 20, 5, 2, 200, 1, LocalDate.of(2026, 1, 31));
    // Who changes the stories on purpose puts the new digest here.
    assertThat(SimulatedEvents.of(small).digest())
        .isEqualTo("5b55c2ac489890bbb4d61dc5e7a3b808b4cd8a26fbbfdca34260bce5e723c214");
  }

  @Test
  void anotherSeedGivesOtherGuilds() {
    SimulationPlan other = SimulationPlan.of(2, 80, 10, 12, 3_000, 43, LocalDate.of(2026, 10, 24));
    assertThat(other.guildIds()).doesNotContainAnyElementsOf(PLAN.guildIds());
    assertThat(other.name()).isNotEqualTo(PLAN.name());
  }

  @Test
  void everyTypeOfEventOccurs() {
    assertThat(SIMULATED.all().stream().map(RawEvent::eventType).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(EventType.values());
  }

  @Test
  void asManyEventsComeAsWereAskedFor() {
    double wanted = (double) PLAN.eventsPerDay() * PLAN.days();
    assertThat((double) once().size()).isCloseTo(wanted, within(0.1 * wanted));
  }

  @Test
  void everythingHappensInsideTheRangeAndIsReceivedAfterwards() {
    SIMULATED.byReceivedDate().forEach((date, events) -> {
      assertThat(PLAN.received().contains(date)).isTrue();
      for (RawEvent event : events) {
        assertThat(date(event.receivedAt())).isEqualTo(date);
        assertThat(PLAN.range().contains(date(event.eventAt()))).isTrue();
        assertThat(event.receivedAt()).isAfter(event.eventAt());
      }
    });
  }

  @Test
  void someEventsAreReceivedTwiceWithOnlyTheReceiptDiffering() {
    Map<List<Object>, List<RawEvent>> byIdentity = new HashMap<>();
    SIMULATED
        .all()
        .forEach(event -> byIdentity
            .computeIfAbsent(identity(event), unused -> new ArrayList<>())
            .add(event));
    List<List<RawEvent>> repeated =
        byIdentity.values().stream().filter(copies -> copies.size() > 1).toList();
    assertThat((double) repeated.size() / byIdentity.size()).isBetween(0.005, 0.03);
    for (List<RawEvent> copies : repeated) {
      Instant receivedAt = copies.get(0).receivedAt();
      assertThat(copies)
          .hasSize(2)
          .extracting(copy -> copy.receivedAgainAt(receivedAt))
          .containsOnly(copies.get(0));
    }
  }

  @Test
  void someEventsAreLateByHoursAndSomeByDays() {
    List<RawEvent> events = once();
    assertThat(shareLaterThan(events, Duration.ofHours(1))).isBetween(0.005, 0.05);
    assertThat(shareLaterThan(events, Duration.ofDays(1))).isBetween(0.002, 0.02);
  }

  @Test
  void theEventsOfADayComeInDisorder() {
    SIMULATED.byReceivedDate().values().stream().limit(PLAN.days()).forEach(events -> {
      int backwards = 0;
      for (int i = 1; i < events.size(); i++) {
        backwards += events.get(i).receivedAt().isBefore(events.get(i - 1).receivedAt()) ? 1 : 0;
      }
      assertThat((double) backwards / events.size()).isBetween(0.3, 0.7);
    });
  }

  @Test
  void eveningsAreBusierThanNights() {
    Map<Integer, Long> byHour = once().stream()
        .filter(event -> event.eventType() == EventType.MESSAGE_CREATE)
        .collect(Collectors.groupingBy(
            event -> event.eventAt().atOffset(ZoneOffset.UTC).getHour(), Collectors.counting()));
    assertThat(byHour.get(20)).isGreaterThan(3 * byHour.get(8));
  }

  @Test
  void aFewMembersWriteMost() {
    long guildId = PLAN.guildIds().get(0);
    List<Long> perMember = SIMULATED.truth().guild(guildId).members().entrySet().stream()
        .filter(entry -> entry.getKey() != 0)
        .map(entry -> entry.getValue().values().stream()
            .mapToLong(row -> row.count("messages"))
            .sum())
        .sorted()
        .toList();
    long all = perMember.stream().mapToLong(Long::longValue).sum();
    long ofTopTenth = perMember.subList(perMember.size() * 9 / 10, perMember.size()).stream()
        .mapToLong(Long::longValue)
        .sum();
    assertThat((double) ofTopTenth / all).isGreaterThan(0.25);
  }

  @Test
  void voiceCrossesMidnightAndMonthEndAndSometimesLastsLongerThanADay() {
    Recount recount =
        new Recount(SIMULATED.ofGuild(PLAN.guildIds().get(0)), PLAN.range().to());
    assertThat(recount.stays)
        .anyMatch(stay -> date(stay.start()).equals(LocalDate.of(2026, 10, 31))
            && date(stay.end()).equals(LocalDate.of(2026, 11, 1)));
    assertThat(recount.stays)
        .anyMatch(
            stay -> Duration.between(stay.start(), stay.end()).compareTo(Duration.ofDays(1)) > 0);
    assertThat(recount.stays)
        .anyMatch(stay ->
            Duration.between(stay.start(), stay.end()).compareTo(Duration.ofMinutes(1)) < 0);
  }

  @Test
  void messagesAreReactedToAndDeletedDaysLater() {
    assertThat(delays(EventType.REACTION_ADD)).anyMatch(delay -> delay.toDays() > 7);
    assertThat(delays(EventType.MESSAGE_DELETE)).anyMatch(delay -> delay.toDays() > 2);
  }

  private static List<Duration> delays(EventType type) {
    return once().stream()
        .filter(event -> event.eventType() == type)
        .map(event -> Duration.between(
            event.subjectDate().atStartOfDay(ZoneOffset.UTC).toInstant(), event.eventAt()))
        .toList();
  }

  private static double shareLaterThan(List<RawEvent> events, Duration delay) {
    return (double) events.stream()
            .filter(event -> event.eventType().family() == EventType.Family.MESSAGES)
            .filter(
                event -> Duration.between(event.eventAt(), event.receivedAt()).compareTo(delay) > 0)
            .count()
        / events.size();
  }

  private static List<RawEvent> once() {
    Set<List<Object>> seen = new HashSet<>();
    return SIMULATED.all().stream().filter(event -> seen.add(identity(event))).toList();
  }

  private static List<Object> identity(RawEvent event) {
    return List.of(event.guildId(), event.eventType(), event.subjectId(), event.ordinal());
  }

  private static LocalDate date(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
