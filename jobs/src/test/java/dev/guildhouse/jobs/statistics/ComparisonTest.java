package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void everybodyDoublingIsAChangeOf100PercentWhoeverIsDrawn() {
    Comparison doubled = Comparison.of(members(40, 3, 6), 1);
    assertThat(doubled.changePercent()).isEqualTo(100);
    assertThat(doubled.interval()).isEqualTo(new Interval(100, 100));
    assertThat(doubled.isTooFewToTell()).isFalse();
  }

  @Test
  void twentyNineAreTooFewToTell() {
    assertThat(Comparison.of(members(29, 1, 5), 1).isTooFewToTell()).isTrue();
    assertThat(Comparison.of(members(30, 1, 5), 1).isTooFewToTell()).isFalse();
  }

  @Test
  void oneLoudMemberIsNoChangeOfTheCommunity() {
    List<long[]> members = new java.util.ArrayList<>(members(20, 5, 5));
    members.add(new long[] {0, 60});
    Comparison louder = Comparison.of(members, 1);
    assertThat(louder.changePercent()).isEqualTo(60);
    assertThat(louder.interval().from()).isZero();
    assertThat(louder.isTooFewToTell()).isTrue();
  }

  private static List<long[]> members(int members, long before, long now) {
    return IntStream.range(0, members).mapToObj(i -> new long[] {before, now}).toList();
  }
}
