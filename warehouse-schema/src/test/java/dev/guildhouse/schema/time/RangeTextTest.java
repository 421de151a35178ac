package dev.guildhouse.schema.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTextTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-01, 2026-03-01, 2026-03-02",
    "2026-02, 2026-02-01, 2026-03-01",
    "2026-W01, 2025-12-29, 2026-01-05",
    "2026-q1, 2026-01-01, 2026-04-01",
    "today, 2026-03-01, 2026-03-02",
    "Yesterday, 2026-02-28, 2026-03-01",
    "last week, 2026-02-16, 2026-02-23",
    "this month, 2026-03-01, 2026-04-01",
    "last month, 2026-02-01, 2026-03-01",
    "last 30 days, 2026-01-30, 2026-03-01",
    "30d, 2026-01-30, 2026-03-01",
    "2026-01-12 to 2026-01-14, 2026-01-12, 2026-01-14",
    "2026-01  to  yesterday, 2026-01-01, 2026-02-28",
  })
  void daysAreUnderstoodAsPeopleWriteThem(String text, LocalDate from, LocalDate to) {
    assertThat(RangeText.parse(text, LocalDate.parse("2026-03-01")))
        .isEqualTo(new DayRange(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "2026-02-30", "2026-W54", "2025-W53", "2026-Q5", "2026-13", "to"})
  void whatIsNoDayIsRefused(String text) {
    assertThatThrownBy(() -> RangeText.parse(text, LocalDate.parse("2026-03-01")))
        .hasMessageContaining("Cannot understand the days '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-01-14 to 2026-01-12", "today to yesterday"})
  void aRangeThatRunsBackwardsSaysSo(String text) {
    assertThatThrownBy(() -> RangeText.parse(text, LocalDate.parse("2026-03-01")))
        .hasMessageContaining("it runs backwards");
  }
}
