package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NegativeBinomialTest {
  /** Mean 2 and dispersion 1/2 have size 2 and success 1/2: P(k) = (k + 1) / 2^(k + 2). */
  @Test
  void agreesWithFractionsOnPaper() {
    NegativeBinomial counts = new NegativeBinomial(2, 0.5);
    assertThat(counts.probability(0)).isEqualTo(0.25, within(1e-12));
    assertThat(counts.probability(3)).isEqualTo(0.125, within(1e-12));
    assertThat(counts.below(3)).isEqualTo(0.25 + 0.25 + 0.1875, within(1e-12));
    assertThat(counts.above(3)).isEqualTo(0.1875, within(1e-12));
    assertThat(counts.twoSidedMidP(3)).isEqualTo(2 * (0.1875 + 0.0625), within(1e-12));
    assertThat(counts.twoSidedMidP(0)).isEqualTo(0.25, within(1e-12));
  }

  @Test
  void isPoissonWithoutDispersion() {
    NegativeBinomial counts = new NegativeBinomial(1, 0);
    double none = Math.exp(-1);
    assertThat(counts.below(3)).isEqualTo(none * 2.5, within(1e-12));
    assertThat(counts.above(3)).isEqualTo(1 - none * (2.5 + 1 / 6.0), within(1e-12));
    assertThat(counts.twoSidedMidP(3))
        .isEqualTo(2 * (1 - none * (2.5 + 1 / 6.0) + none / 12), within(1e-12));
  }

  @Test
  void isNeverMoreThanCertain() {
    assertThat(new NegativeBinomial(2, 0.5).twoSidedMidP(1)).isLessThanOrEqualTo(1);
    assertThat(new NegativeBinomial(0, 0).twoSidedMidP(0)).isEqualTo(1);
    assertThat(new NegativeBinomial(0, 0).twoSidedMidP(1)).isZero();
    assertThat(new NegativeBinomial(10, 0.1).twoSidedMidP(500)).isBetween(1e-140, 1e-130);
  }
}
