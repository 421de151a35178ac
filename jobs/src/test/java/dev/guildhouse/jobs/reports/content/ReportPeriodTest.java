package dev.guildhouse.jobs.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportPeriodTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-02|2026-03-03|2026-03-02|Mon 2 Mar 2026, UTC",
        "2026-03-02|2026-03-09|2026-W10|"
            + "ISO week 2026-W10: Mon 2 Mar 2026 to Sun 8 Mar 2026, UTC",
        "2024-12-30|2025-01-06|2025-W01|"
            + "ISO week 2025-W01: Mon 30 Dec 2024 to Sun 5 Jan 2025, UTC",
        "2026-02-01|2026-03-01|2026-02|February 2026, UTC",
        "2026-03-03|2026-03-10|2026-03-03_2026-03-10|"
            + "7 days: Tue 3 Mar 2026 to Mon 9 Mar 2026, UTC"
      })
  void namesTheDaysHonestly(LocalDate from, LocalDate to, String code, String text) {
    ReportPeriod period = new ReportPeriod(new DayRange(from, to));
    assertThat(period.code()).isEqualTo(code);
    assertThat(period.text()).isEqualTo(text);
  }
}
