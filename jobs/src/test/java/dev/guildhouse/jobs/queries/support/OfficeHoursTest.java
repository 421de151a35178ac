package dev.guildhouse.jobs.queries.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.support.OfficeHours.Slot;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.schema.time.DayRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Five weeks from Monday 2 March 2026. */
class OfficeHoursTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  private final Map<Long, Double> questions = new HashMap<>();
  private final Map<Long, Double> watched = new HashMap<>();

  /** 20 questions in 5 watched weeks of two hours are 2 an hour; 16 in 2 watched weeks are 4. */
  @Test
  void comparesByWatchedHoursAndNotByWeeks() {
    watch(0, 5, 18);
    watch(0, 5, 19);
    watch(1, 2, 9);
    watch(1, 2, 10);
    for (int week = 0; week < 5; week++) {
      ask(week, 0, 18, 3);
      ask(week, 0, 19, 1);
    }
    ask(0, 1, 9, 10);
    ask(1, 1, 10, 6);
    assertThat(best(ZoneOffset.UTC))
        .containsExactly(
            new Slot(DayOfWeek.TUESDAY, 9, 16, 4.0), new Slot(DayOfWeek.MONDAY, 18, 20, 2.0));
  }

  @Test
  void slotsShareNoHourAndTheWeekIsARing() {
    for (int hour : new int[] {22, 23}) {
      watch(6, 1, hour);
    }
    watch(0, 1, 0);
    watch(0, 1, 1);
    ask(0, 6, 22, 1);
    ask(0, 6, 23, 20);
    ask(0, 0, 0, 20);
    ask(0, 0, 1, 2);
    assertThat(best(ZoneOffset.UTC)).containsExactly(new Slot(DayOfWeek.SUNDAY, 23, 40, 20.0));
  }

  @Test
  void hoursAreThoseOfTheZone() {
    watch(0, 1, 23);
    watch(1, 1, 0);
    ask(0, 0, 23, 20);
    ask(0, 1, 0, 10);
    assertThat(best(ZoneId.of("Asia/Tokyo")))
        .containsExactly(new Slot(DayOfWeek.TUESDAY, 8, 30, 15.0));
  }

  @Test
  void saysNothingOfFewQuestions() {
    watch(0, 1, 8);
    watch(0, 1, 9);
    ask(0, 0, 8, 29);
    assertThat(best(ZoneOffset.UTC)).isEmpty();
    ask(0, 0, 9, 1);
    assertThat(best(ZoneOffset.UTC)).hasSize(1);
  }

  private List<Slot> best(ZoneId zone) {
    DayRange days = new DayRange(MONDAY, MONDAY.plusWeeks(5));
    return OfficeHours.best(
        new HeatMap(days, zone, questions, hour -> watched.getOrDefault(hour, 0.0)));
  }

  private void ask(int week, int day, int hour, double count) {
    questions.merge(at(week, day, hour), count, Double::sum);
  }

  private void watch(int day, int weeks, int hour) {
    for (int week = 0; week < weeks; week++) {
      watched.put(at(week, day, hour), 3_600.0);
    }
  }

  private static long at(int week, int day, int hour) {
    return MONDAY.toEpochDay() * 24 + 168L * week + 24L * day + hour;
  }
}
