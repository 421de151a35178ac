package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ExplainedVarianceTest {
  /** Squared deviations: 9 + 1 + 1 + 9 in all, of which 2 · 4 + 2 · 4 lie between the groups. */
  @Test
  void isTheShareThatLiesBetweenGroups() {
    double share = ExplainedVariance.share(new int[] {0, 0, 1, 1}, new double[] {1, 3, 5, 7});
    assertThat(share).isEqualTo(16 / 20.0, within(1e-12));
    assertThat(ExplainedVariance.share(new int[] {0, 3}, new double[] {4, 4})).isZero();
    assertThat(ExplainedVariance.share(new int[] {0, 3}, new double[] {4, 5})).isEqualTo(1);
  }
}
