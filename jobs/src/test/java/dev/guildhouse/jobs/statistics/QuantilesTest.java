package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void interpolatesBetweenNeighbours() {
    assertThat(Quantiles.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
    assertThat(Quantiles.median(new double[] {7})).isEqualTo(7);
    assertThat(Quantiles.of(new double[] {10, 20, 30, 40, 50}, 0.9)).isEqualTo(46, within(1e-9));
  }
}
