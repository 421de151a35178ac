package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceInDifferencesTest {
  /** Twice as much where it happened, half more everywhere else: 2 / 1.5 is a third more. */
  @Test
  void whatHappenedEverywhereIsNoEffect() {
    DifferenceInDifferences effect = DifferenceInDifferences.of(members(40, 1, 2, 2, 3), 1);
    assertThat(effect.effectPercent()).isEqualTo(100 / 3.0, within(1e-9));
    assertThat(effect.interval().from()).isEqualTo(100 / 3.0, within(1e-9));
    assertThat(effect.isTooFewToTell()).isFalse();
    assertThat(DifferenceInDifferences.of(members(40, 1, 2, 1, 2), 1).isTooFewToTell())
        .isTrue();
  }

  @Test
  void twentyNineOfAnyCountAreTooFew() {
    assertThat(DifferenceInDifferences.of(members(29, 1, 2, 2, 2), 1).isTooFewToTell())
        .isTrue();
    assertThat(DifferenceInDifferences.of(members(30, 1, 2, 2, 2), 1).isTooFewToTell())
        .isFalse();
  }

  private static List<long[]> members(int members, long... counts) {
    return IntStream.range(0, members).mapToObj(i -> counts).toList();
  }
}
