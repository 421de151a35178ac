package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DistributionTest {
  private static final Distribution FIVE = of(List.of(10L, 1L, 4L, 2L, 3L));

  private static Distribution of(List<Long> numbers) {
    TreeMap<Long, Long> owners = new TreeMap<>();
    numbers.forEach(number -> owners.merge(number, 1L, Long::sum));
    return new Distribution(owners);
  }

  @Test
  void meanAndSampleDeviationAreThoseOfTheOwners() {
    assertThat(FIVE.moments())
        .isEqualTo(new Moments(5, BigInteger.valueOf(20), BigInteger.valueOf(130)));
    assertThat(FIVE.moments().mean()).isEqualByComparingTo("4");
    // Squared distances 9, 4, 1, 0, 36; 50 / 4 = 12.5.
    assertThat(FIVE.moments().sampleDeviation().doubleValue()).isEqualTo(Math.sqrt(12.5));
    assertThat(of(List.of(7L)).moments().sampleDeviation()).isZero();
    assertThat(of(List.of()).moments().sampleDeviation()).isZero();
    assertThat(of(List.of()).moments().mean()).isZero();
  }

  @Test
  void percentilesLieBetweenNeighbours() {
    assertThat(FIVE.percentile(new BigDecimal("0.5"))).isEqualByComparingTo("3");
    assertThat(FIVE.percentile(new BigDecimal("0.9"))).isEqualByComparingTo("7.6");
    assertThat(FIVE.percentile(BigDecimal.ZERO)).isEqualByComparingTo("1");
    assertThat(FIVE.percentile(BigDecimal.ONE)).isEqualByComparingTo("10");
    assertThat(of(List.of(5L, 5L, 6L, 6L)).percentile(new BigDecimal("0.5")))
        .isEqualByComparingTo("5.5");
  }

  @Test
  void giniIsCorrectedForFewOwners() {
    // 2 × 80 / (5 × 20) − 6/5 = 0.4; × 5/4.
    assertThat(FIVE.gini()).isEqualByComparingTo("0.5");
    assertThat(of(List.of(3L, 3L, 3L)).gini()).isEqualByComparingTo("0");
    assertThat(of(List.of(0L, 0L, 9L)).gini()).isEqualByComparingTo("1");
  }

  @Test
  void theTopIsRoundedUpToWholeOwners() {
    assertThat(FIVE.shareOfTop(new BigDecimal("0.1"))).isEqualByComparingTo("0.5");
    assertThat(FIVE.shareOfTop(new BigDecimal("0.21"))).isEqualByComparingTo("0.7");
    assertThat(FIVE.shareOfTop(BigDecimal.ONE)).isEqualByComparingTo("1");
  }

  @Test
  void nothingSharedHasNoShares() {
    assertThatThrownBy(() -> of(List.of()).percentile(BigDecimal.ONE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> of(List.of(0L, 0L)).gini()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> of(List.of(-1L))).isInstanceOf(IllegalArgumentException.class);
  }

  /** The mean absolute difference of all pairs, by the definition, on random numbers. */
  @Test
  void giniIsHalfTheMeanDifferenceOfPairsOverTheMean() {
    Random random = new Random(4);
    for (int round = 0; round < 50; round++) {
      List<Long> numbers = new ArrayList<>();
      int size = 5 + random.nextInt(40);
      for (int i = 0; i < size; i++) {
        numbers.add(1L + random.nextInt(20));
      }
      Collections.shuffle(numbers, random);
      double differences = 0;
      double sum = 0;
      for (long one : numbers) {
        sum += one;
        for (long other : numbers) {
          differences += Math.abs(one - other);
        }
      }
      double expected = differences / size / (size - 1) / 2 / (sum / size);
      assertThat(of(numbers).gini().doubleValue())
          .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-12));
    }
  }
}
