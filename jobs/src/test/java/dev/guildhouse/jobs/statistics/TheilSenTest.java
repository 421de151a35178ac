package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TheilSenTest {
  /** Six of the ten slopes are 2, the other four go to the wild point. */
  @Test
  void isNotBentByOneWildPoint() {
    TheilSen line = TheilSen.of(steps(5), new double[] {1, 3, 5, 7, 100});
    assertThat(line.slope()).isEqualTo(2);
    assertThat(line.intercept()).isEqualTo(1);
    assertThat(line.at(10)).isEqualTo(21);
  }

  @Test
  void intervalOfAStraightLineIsItsSlope() {
    double[] y = {1, 3, 5, 7, 9, 11, 13, 15};
    Interval interval = TheilSen.of(steps(8), y).slopeInterval(steps(8), y, 1);
    assertThat(interval.from()).isEqualTo(2, within(1e-9));
    assertThat(interval.to()).isEqualTo(2, within(1e-9));
  }

  @Test
  void intervalHoldsTheTrueSlopeAboutAsOftenAsItSays() {
    Random random = new Random(5);
    int held = 0;
    for (int round = 0; round < 200; round++) {
      double[] x = steps(26);
      double[] y = new double[x.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = 100 + 3 * x[i] + 20 * random.nextGaussian();
      }
      held += TheilSen.of(x, y).slopeInterval(x, y, round).contains(3) ? 1 : 0;
    }
    assertThat(held).isBetween(170, 199);
  }

  private static double[] steps(int n) {
    return IntStream.range(0, n).asDoubleStream().toArray();
  }
}
