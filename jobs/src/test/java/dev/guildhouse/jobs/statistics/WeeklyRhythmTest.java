package dev.guildhouse.jobs.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeeklyRhythmTest {
  private static final int HOURS = WeeklyRhythm.HOURS;

  /** Medians 7, 11 and 15 of three neighbouring hours: (7 + 2 · 11 + 15) / 4. */
  @Test
  void smoothsTheMedianOfTheSameHourWithItsNeighbours() {
    double[] past = new double[4 * HOURS];
    double[][] hours = {{7, 7, 7, 7}, {8, 10, 12, 100}, {15, 15, 15, Double.NaN}};
    for (int week = 0; week < 4; week++) {
      for (int hour = 0; hour < hours.length; hour++) {
        past[week * HOURS + 9 + hour] = hours[hour][week];
      }
    }
    WeeklyRhythm rhythm = new WeeklyRhythm(past);
    // The third hour is known in three weeks only and so unknown: (7 + 2 · 11) / 3.
    assertThat(rhythm.usual(10)).isEqualTo((7 + 22) / 3.0, within(1e-12));
    assertThat(rhythm.usual(11)).isNaN();
    past[3 * HOURS + 11] = 15;
    assertThat(new WeeklyRhythm(past).usual(10)).isEqualTo(11, within(1e-12));
    assertThat(new WeeklyRhythm(past).isSmall(10)).isFalse();
    assertThat(new WeeklyRhythm(past).isSmall(100)).isTrue();
  }

  /** One week of four is 10 above 20: (100 − 20 − 3 · 20) / (4 · 400) in every hour. */
  @Test
  void poolsHowMuchWeeksDiffer() {
    double[] past = new double[4 * HOURS];
    Arrays.fill(past, 20);
    Arrays.fill(past, 2 * HOURS, 3 * HOURS, 30);
    WeeklyRhythm rhythm = new WeeklyRhythm(past);
    assertThat(rhythm.dispersion()).isEqualTo(0.0125, within(1e-12));
    WeeklyRhythm.Verdict verdict = rhythm.judge(5, 60);
    assertThat(verdict.expected()).isEqualTo(20);
    assertThat(verdict.weeks()).isEqualTo(4);
    assertThat(verdict.p()).isEqualTo(new NegativeBinomial(20, 0.0125).twoSidedMidP(60));
  }

  /** One an hour is 24 a day, and days that never differ are Poisson. */
  @Test
  void judgesSmallHoursByDay() {
    double[] past = new double[8 * HOURS];
    Arrays.fill(past, 1);
    WeeklyRhythm rhythm = new WeeklyRhythm(past);
    int[] day = IntStream.range(0, 24).toArray();
    WeeklyRhythm.Verdict verdict = rhythm.judgeTogether(day, 45);
    assertThat(verdict.expected()).isEqualTo(24);
    assertThat(verdict.weeks()).isEqualTo(8);
    double at = Math.exp(-24);
    double upTo44 = 0;
    for (int k = 0; k < 45; k++) {
      upTo44 += at;
      at *= 24.0 / (k + 1);
    }
    assertThat(verdict.p()).isEqualTo(2 * (1 - upTo44 - at / 2), within(1e-9));
  }

  /** One message in four days: (1 + ½) / 4 are expected, and three more are no wonder yet. */
  @Test
  void knowsHowLittleAQuietChannelTells() {
    double[] past = new double[4 * HOURS];
    past[3] = 1;
    WeeklyRhythm rhythm = new WeeklyRhythm(past);
    int[] day = IntStream.range(0, 24).toArray();
    assertThat(rhythm.judgeTogether(day, 3).expected()).isEqualTo(0.375);
    assertThat(rhythm.judgeTogether(day, 2).p()).isGreaterThan(0.01);
    assertThat(rhythm.judgeTogether(day, 40).p()).isLessThan(1e-6);
  }

  @Test
  void saysNothingOfThreeWeeks() {
    double[] past = new double[8 * HOURS];
    Arrays.fill(past, Double.NaN);
    Arrays.fill(past, 5 * HOURS, 8 * HOURS, 1);
    WeeklyRhythm rhythm = new WeeklyRhythm(past);
    assertThat(rhythm.usual(0)).isNaN();
    assertThat(rhythm.judgeTogether(new int[] {0}, 9).p()).isNaN();
  }
}
