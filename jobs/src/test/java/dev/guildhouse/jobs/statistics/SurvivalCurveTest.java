package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SurvivalCurveTest {
  @Test
  void withoutOpenCasesIsTheFirstByWhichHalfHaveEnded() {
    assertThat(new SurvivalCurve(List.of(30L, 10L, 20L), List.of()).median()).hasValue(20);
    assertThat(new SurvivalCurve(List.of(10L, 20L, 30L, 40L), List.of()).median())
        .hasValue(20);
  }

  /**
   * Freireich's patients of 1963 under 6-mercaptopurine, whose median is 23 weeks, and under placebo,
   * whose median is 8, as every textbook has them.
   */
  @Test
  void agreesWithTheTextbook() {
    SurvivalCurve treated = new SurvivalCurve(
        List.of(6L, 6L, 6L, 7L, 10L, 13L, 16L, 22L, 23L),
        List.of(6L, 9L, 10L, 11L, 17L, 19L, 20L, 25L, 32L, 32L, 34L, 35L));
    assertThat(treated.median()).hasValue(23);
    assertThat(treated.ended()).isEqualTo(9);
    assertThat(treated.open()).isEqualTo(12);
    SurvivalCurve placebo = new SurvivalCurve(
        List.of(
            1L, 1L, 2L, 2L, 3L, 4L, 4L, 5L, 5L, 8L, 8L, 8L, 8L, 11L, 11L, 12L, 12L, 15L, 17L, 22L,
            23L),
        List.of());
    assertThat(placebo.median()).hasValue(8);
  }

  /** 6/7, 5/7 and 4/7, and of the one case left at 40 nothing; without the open ones it were 20. */
  @Test
  void countsAnOpenCaseForAsLongAsItWasLookedAt() {
    List<Long> ended = List.of(10L, 20L, 30L, 40L);
    assertThat(new SurvivalCurve(ended, List.of(35L, 35L, 35L)).median()).hasValue(40);
    assertThat(new SurvivalCurve(ended, List.of(5L, 5L, 5L)).median()).hasValue(20);
    assertThat(new SurvivalCurve(List.of(10L), List.of(10L)).median()).hasValue(10);
  }

  @Test
  void saysNothingWhereMostAreOpen() {
    assertThat(new SurvivalCurve(List.of(10L), List.of(60L, 60L)).median()).isEmpty();
    assertThat(new SurvivalCurve(List.of(), List.of(1L)).median()).isEmpty();
    assertThat(new SurvivalCurve(List.of(), List.of()).median()).isEmpty();
  }
}
