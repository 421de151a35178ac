package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FalseDiscoveriesTest {
  /** By rank 0.005 · 4/1, 0.01 · 4/2, 0.03 · 4/3 and 0.04 · 4/4, none above the one behind it. */
  @Test
  void adjustsByRankFromTheLargestDown() {
    assertThat(FalseDiscoveries.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}))
        .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, Offset.offset(1e-12));
    assertThat(FalseDiscoveries.adjusted(new double[] {0.9, 0.8}))
        .containsExactly(new double[] {0.9, 0.9}, Offset.offset(1e-12));
    assertThat(FalseDiscoveries.adjusted(new double[0])).isEmpty();
  }
}
