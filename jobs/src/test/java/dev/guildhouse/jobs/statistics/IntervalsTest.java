package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Beside values of printed tables. */
class IntervalsTest {
  @Test
  void binomialTailOfNoSuccessIsAPower() {
    assertThat(Binomial.atMost(0, 14, 1 / 7.0)).isCloseTo(Math.pow(6 / 7.0, 14), within(1e-12));
    // 1/4^2 + 2 * 1/4 * 3/4 of two trials with 3/4: one success at most.
    assertThat(Binomial.atMost(1, 2, 0.75)).isCloseTo(7 / 16.0, within(1e-12));
  }

  @Test
  void wilsonIntervalOfTenInAHundred() {
    Interval interval = Binomial.wilson(10, 100);
    assertThat(interval.from()).isCloseTo(0.0552, within(5e-5));
    assertThat(interval.to()).isCloseTo(0.1744, within(5e-5));
    assertThat(Binomial.wilson(0, 0)).isEqualTo(new Interval(0, 1));
    assertThat(Binomial.wilson(0, 10).from()).isZero();
    assertThat(Binomial.wilson(0, 10).to()).isCloseTo(0.2775, within(5e-5));
  }

  @Test
  void poissonIntervalOfTenAndOfNothing() {
    assertThat(Poisson.interval(10).from()).isCloseTo(4.795, within(5e-4));
    assertThat(Poisson.interval(10).to()).isCloseTo(18.390, within(5e-4));
    assertThat(Poisson.interval(0).from()).isZero();
    assertThat(Poisson.interval(0).to()).isCloseTo(3.689, within(5e-4));
  }
}
