package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemberBootstrapTest {
  /** Two draws of two members give 0, 10 or 20, each end with probability one quarter. */
  @Test
  void drawsMembersWithAllThatIsTheirs() {
    Interval interval =
        MemberBootstrap.interval(List.of(new long[] {0}, new long[] {10}), sums -> sums[0], 1);
    assertThat(interval).isEqualTo(new Interval(0, 20));
  }

  /** The sum of many members is normal: 1.96 · √(n · variance) to either side. */
  @Test
  void isAsWideAsTheSumOfManyMembersVaries() {
    Random random = new Random(3);
    List<long[]> members = new ArrayList<>();
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 400; i++) {
      long count = random.nextInt(50);
      members.add(new long[] {count});
      sum += count;
      squares += count * count;
    }
    double half = 1.96 * Math.sqrt(squares - sum * sum / 400);
    Interval interval = MemberBootstrap.interval(members, sums -> sums[0], 9);
    assertThat(interval.from()).isEqualTo(sum - half, within(half / 8));
    assertThat(interval.to()).isEqualTo(sum + half, within(half / 8));

    Collections.shuffle(members, random);
    assertThat(MemberBootstrap.interval(members, sums -> sums[0], 9)).isEqualTo(interval);
  }

  @Test
  void saysNothingWhereTheNumberOftenHasNoValue() {
    Interval interval = MemberBootstrap.interval(
        List.of(new long[] {0, 5}, new long[] {1, 5}), sums -> (double) sums[1] / sums[0], 1);
    assertThat(interval.contains(-1e300)).isTrue();
  }
}
