package dev.guildhouse.schema.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.schema.WarehouseException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTextTest {
  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 11);

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2018-01-12                    | 2018-01-12 | 2018-01-13
      2018/01/12                    | 2018-01-12 | 2018-01-13
      2024-02-29                    | 2024-02-29 | 2024-03-01
      12 Jan 2018                   | 2018-01-12 | 2018-01-13
      12th of January, 2018         | 2018-01-12 | 2018-01-13
      the 12th of January 2018      | 2018-01-12 | 2018-01-13
      Jan 12, 2018                  | 2018-01-12 | 2018-01-13
      january 12th 2018             | 2018-01-12 | 2018-01-13
      12-jan-2018                   | 2018-01-12 | 2018-01-13
      1 sept. 2025                  | 2025-09-01 | 2025-09-02
      10 March                      | 2026-03-10 | 2026-03-11
      11 March                      | 2025-03-11 | 2025-03-12
      29 Feb                        | 2024-02-29 | 2024-03-01
      dec 31                        | 2025-12-31 | 2026-01-01
      today                         | 2026-03-11 | 2026-03-12
      Yesterday                     | 2026-03-10 | 2026-03-11
      the day before yesterday      | 2026-03-09 | 2026-03-10
      3 days ago                    | 2026-03-08 | 2026-03-09
      a week ago                    | 2026-03-04 | 2026-03-05
      2 months ago                  | 2026-01-11 | 2026-01-12
      Monday                        | 2026-03-09 | 2026-03-10
      last wednesday                | 2026-03-04 | 2026-03-05
      2026-W10                      | 2026-03-02 | 2026-03-09
      2026w1                        | 2025-12-29 | 2026-01-05
      2020-W53                      | 2020-12-28 | 2021-01-04
      2026-03                       | 2026-03-01 | 2026-04-01
      Mar 2026                      | 2026-03-01 | 2026-04-01
      February, 2024                | 2024-02-01 | 2024-03-01
      2026-Q1                       | 2026-01-01 | 2026-04-01
      Q4 2025                       | 2025-10-01 | 2026-01-01
      2025                          | 2025-01-01 | 2026-01-01
      last 7 days                   | 2026-03-04 | 2026-03-11
      last 30 days                  | 2026-02-09 | 2026-03-11
      90 days                       | 2025-12-11 | 2026-03-11
      30d                           | 2026-02-09 | 2026-03-11
      last week                     | 2026-03-02 | 2026-03-09
      last 2 weeks                  | 2026-02-23 | 2026-03-09
      last month                    | 2026-02-01 | 2026-03-01
      past 3 months                 | 2025-12-01 | 2026-03-01
      last quarter                  | 2025-10-01 | 2026-01-01
      last year                     | 2025-01-01 | 2026-01-01
      this week                     | 2026-03-09 | 2026-03-11
      this month                    | 2026-03-01 | 2026-03-11
      this quarter                  | 2026-01-01 | 2026-03-11
      this year                     | 2026-01-01 | 2026-03-11
      all                           | 2015-01-01 | 2026-03-11
      2018-01-12 to 2018-01-14      | 2018-01-12 | 2018-01-14
      3 days ago to yesterday       | 2026-03-08 | 2026-03-10
      2018-01-01 to 7 days ago      | 2018-01-01 | 2026-03-04
      from 12 Jan 2018 to 1 Feb 2018| 2018-01-12 | 2018-02-01
      2018-01-12..2018-01-14        | 2018-01-12 | 2018-01-14
      last month to today           | 2026-02-01 | 2026-03-11
      2026-01 to 2026-03            | 2026-01-01 | 2026-03-01
      2026-W09 to 2026-W10          | 2026-02-23 | 2026-03-02
      since 1 March                 | 2026-03-01 | 2026-03-11
      '  2026-03-01   to\t2026-03-02 ' | 2026-03-01 | 2026-03-02
      two fridays ago               | 2026-02-27 | 2026-02-28
      twelve days ago               | 2026-02-27 | 2026-02-28
      christmas 2025                | 2025-12-25 | 2025-12-26
      last monday of february 2026  | 2026-02-23 | 2026-02-24
      3 weeks before yesterday      | 2026-02-17 | 2026-02-18
      first of march 2026           | 2026-03-01 | 2026-03-02
      """)
  void meansTheseDays(String text, LocalDate from, LocalDate to) {
    assertThat(RangeText.parse(text, TODAY)).isEqualTo(new DayRange(from, to));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2018-02-30                    | 2018-02 has the days 1 to 28, and no day 30
      30 February                   | 2026-02 has the days 1 to 28, and no day 30
      30 feb 2024                   | 2024-02 has the days 1 to 29, and no day 30
      feb 29, 2025                  | 2025-02 has the days 1 to 28, and no day 29
      31 april                      | no day 31
      thirtieth of february 2026    | there is no such day
      2026-13-01                    | there is no month 13
      2026-13                       | there is no month 13
      2026-W54                      | 2026 has the ISO weeks 1 to 53, and no week 54
      2025-W53                      | 2025 has the ISO weeks 1 to 52
      2026-Q5                       | quarters 1 to 4, and no quarter 5
      2018-01-14 to 2018-01-12      | it runs backwards, from 2018-01-14 to 2018-01-12
      yesterday to 3 days ago       | it runs backwards, from 2026-03-10 to 2026-03-08
      yesterday to yesterday        | the second day is not part of the range
      01/02/2018                    | some countries write the day first
      1.2.2018                      | some countries write the day first
      bananas                       | they are in no form that is known
      yesterdya                     | Did you mean yesterday?
      lats month                    | Did you mean last month?
      ''                            | they are in no form that is known
      to                            | they are in no form that is known
      yesterday to bananas          | they are in no form that is known
      0 days                        | that is no day at all
      summer 2025                   | it names a longer time than a day
      last weekend                  | it names a longer time than a day
      next month                    | it names a longer time than a day
      12 jan 2018 5pm               | it names a time
      noon                          | they are in no form that is known
      every friday                  | they are in no form that is known
      tomorrow                      | it would be 2026-03-12, which has not come yet
      yesterday and friday          | they are in no form that is known
      yesterday bananas             | they are in no form that is known
      12 Jan 1018                   | nothing on Discord is older than 2015-01-01
      last 9999 days                | nothing on Discord is older
      """)
  void refusesWhatMeansNothingOrTwoThings(String text, String why) {
    assertThatThrownBy(() -> RangeText.parse(text, TODAY))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(WarehouseException.Code.USAGE))
        .hasMessageStartingWith("Cannot understand the days '" + text + "': ")
        .hasMessageContaining(why)
        .hasMessageContaining("Give a day (2026-03-01");
  }

  @Test
  void yesterdayWorksOnTheFirstOfAMonthAndOfAYear() {
    assertThat(RangeText.parse("yesterday", LocalDate.of(2024, 3, 1)))
        .isEqualTo(DayRange.of(LocalDate.of(2024, 2, 29)));
    assertThat(RangeText.parse("yesterday", LocalDate.of(2026, 1, 1)))
        .isEqualTo(DayRange.of(LocalDate.of(2025, 12, 31)));
    assertThat(RangeText.parse("last month", LocalDate.of(2026, 1, 31)))
        .isEqualTo(new DayRange(LocalDate.of(2025, 12, 1), LocalDate.of(2026, 1, 1)));
  }

  @Test
  void aMonthThatBeginsTodayHasNoCompleteDay() {
    assertThatThrownBy(() -> RangeText.parse("this month", LocalDate.of(2026, 3, 1)))
        .hasMessageContaining("this month begins today, and has no complete day yet");
  }

  @Test
  void neitherLocaleNorZoneChangesWhatIsMeant() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      meansTheseDays("12 JULY 2025", LocalDate.of(2025, 7, 12), LocalDate.of(2025, 7, 13));
      meansTheseDays("two FRIDAYS ago", LocalDate.of(2026, 2, 27), LocalDate.of(2026, 2, 28));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Pago_Pago"));
      meansTheseDays("christmas 2025", LocalDate.of(2025, 12, 25), LocalDate.of(2025, 12, 26));
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }
}
