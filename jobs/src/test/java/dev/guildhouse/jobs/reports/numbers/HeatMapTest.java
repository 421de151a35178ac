package dev.guildhouse.jobs.reports.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
  private static final long START = MONDAY.toEpochDay() * 24;
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** Monday 9:00 comes twice and was watched for an hour and a half: (6 + 3) / 1.5. */
  @Test
  void countsPerWatchedHour() {
    HeatMap map = new HeatMap(
        new DayRange(MONDAY, MONDAY.plusDays(8)),
        UTC,
        Map.of(START + 9, 6.0, START + 168 + 9, 3.0, START + 24 + 9, 4.0),
        hour ->
            hour == START + 168 + 9 ? 1_800 : hour >= START + 48 && hour < START + 72 ? 0 : 3_600);
    assertThat(map.at(9)).isEqualTo(6, within(1e-12));
    assertThat(map.watchedHours(9)).isEqualTo(1.5);
    assertThat(map.at(24 + 9)).isEqualTo(4);
    assertThat(map.at(24 + 10)).isZero();
    assertThat(map.at(48)).isNaN();
    ReportTable table = map.table("Hours", "Messages.", 1);
    assertThat(table.rows()).hasSize(24);
    assertThat(table.rows().get(9).get(table.place("Monday"))).isEqualTo(Cell.rounded(6));
    assertThat(table.rows().get(9).get(table.place("Wednesday"))).isEqualTo(Cell.NOT_WATCHED);
  }

  /** Kathmandu is 5:45 ahead: 18:00 UTC starts at 23:45, and so at 23:00 of the local day. */
  @Test
  void putsAUtcHourIntoTheLocalHourInWhichItStarts() {
    ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
    assertThat(HeatMap.hourOfWeek(START + 18, kathmandu)).isEqualTo(23);
    assertThat(HeatMap.hourOfWeek(START + 19, kathmandu)).isEqualTo(24);
    HeatMap map = new HeatMap(DayRange.of(MONDAY), kathmandu, Map.of(), hour -> 3_600);
    assertThat(map.notes()).anyMatch(note -> note.contains("local hour in which it starts"));
  }

  @Test
  void saysWhichDayHasAnotherLength() {
    LocalDate spring = LocalDate.of(2026, 3, 29);
    HeatMap map = new HeatMap(
        new DayRange(spring.minusDays(1), spring.plusDays(1)),
        ZoneId.of("Europe/Berlin"),
        Map.of(),
        hour -> 3_600);
    assertThat(map.notes())
        .contains("On 2026-03-29 the clock changed: that day has 23 hours.")
        .noneMatch(note -> note.contains("03-28"));
    assertThat(new HeatMap(DayRange.of(spring), UTC, Map.of(), hour -> 0).notes())
        .hasSize(1);
  }
}
