package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeasonalNaiveTest {
  /** Each number was 2 above the one a season before. */
  @Test
  void repeatsTheLastSeasonAndTrustsItLessTheFurtherItLooks() {
    List<SeasonalNaive.Forecast> next =
        SeasonalNaive.next(new double[] {1, 2, 3, 4, 3, 4, 5, 6}, 4, 5);
    assertThat(next.stream().map(SeasonalNaive.Forecast::value))
        .containsExactly(3., 4., 5., 6., 3.);
    assertThat(next.get(3).interval().to()).isEqualTo(6 + 1.96 * 2, within(0.001));
    assertThat(next.get(4).interval().to()).isEqualTo(3 + 1.96 * 2 * Math.sqrt(2), within(0.001));
    assertThat(next.get(0).interval().from()).isZero();
  }

  /** From 10, 12 it says 12 ± 3.9 and 11 comes; from 10, 12, 11 it says 11 ± 3.1 and 15 comes. */
  @Test
  void triesItselfOnThePast() {
    SeasonalNaive.BackTest test = SeasonalNaive.backTest(new double[] {10, 12, 11, 15}, 1, 1, 2);
    assertThat(test.forecasts()).isEqualTo(2);
    assertThat(test.meanAbsoluteError()).isEqualTo(2.5);
    assertThat(test.meanAbsolutePercent()).isEqualTo((100 / 11.0 + 400 / 15.0) / 2, within(1e-9));
    assertThat(test.inInterval()).isEqualTo(0.5);
  }
}
