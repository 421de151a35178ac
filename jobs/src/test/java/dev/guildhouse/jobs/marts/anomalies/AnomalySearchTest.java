package dev.guildhouse.jobs.marts.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnomalySearchTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final LocalDate JUDGED = FIRST.plusDays(57);
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** The channels' messages an hour at noon, from silent to loud. */
  private static final double[] LOUDNESS = {0.02, 0.3, 2, 8, 30, 120};

  private final Random random = new Random(19);

  /**
   * Counts that are nothing but chance: each day's family of tests finds something on at most about
   * one day in twenty, though it holds 160 tests.
   */
  @Test
  void findsNothingInChanceAlone() {
    int judged = 0;
    int alarmed = 0;
    for (int guild = 0; guild < 4; guild++) {
      GuildHours hours = hours(60, UTC);
      chance(hours, 57 + 60, 0.1);
      AnomalySearch search = new AnomalySearch(hours, hour(FIRST, 0));
      for (int day = 0; day < 60; day++) {
        judged++;
        alarmed += search.judge(JUDGED.plusDays(day)).isEmpty() ? 0 : 1;
      }
    }
    assertThat(judged).isEqualTo(240);
    // 12 are expected; more than 21 of 240 come by chance less than once in a hundred times.
    assertThat(alarmed).isBetween(1, 21);
  }

  @Test
  void findsAPlantedSpikeAndNamesItsChannel() {
    GuildHours hours = hours(1, UTC);
    chance(hours, 58, 0.1);
    hours.count(4, Measure.MESSAGES, hour(JUDGED, 12), 150);
    hours.count(5, Measure.MESSAGES, hour(JUDGED, 12), 700);
    List<Found> found = new AnomalySearch(hours, hour(FIRST, 0)).judge(JUDGED);
    assertThat(found)
        .filteredOn(one -> one.startHour() == hour(JUDGED, 12) && one.hours() == 1)
        .extracting(Found::channel)
        .containsExactly(0L, 4L, 5L);
    Found ofGuild = found.stream().filter(one -> one.channel() == 0).findFirst().orElseThrow();
    assertThat(ofGuild.channels().keySet()).containsExactly(5L, 4L);
    assertThat(ofGuild.q()).isLessThan(1e-4);
    assertThat(found).allMatch(one -> one.measure() == Measure.MESSAGES);
  }

  @Test
  void silenceIsFoundWhereItWasWatchedAndOnlyThere() {
    for (boolean isWatched : new boolean[] {true, false}) {
      GuildHours hours = new GuildHours(hour(FIRST, 0), hour(JUDGED.plusDays(1), 0), UTC);
      for (int hour = 0; hour < 58 * 24; hour++) {
        boolean isSilent = hour >= 57 * 24 + 12 && hour < 57 * 24 + 15;
        hours.count(1, Measure.MESSAGES, hour(FIRST, hour), isSilent ? 0 : 40);
        hours.watched(0, "messages", hour(FIRST, hour), isSilent && !isWatched ? 3_239 : 3_240);
      }
      List<Found> found = new AnomalySearch(hours, hour(FIRST, 0)).judge(JUDGED);
      assertThat(found).hasSize(isWatched ? 6 : 0);
      assertThat(found).allMatch(one -> one.observed() == 0 && one.expected() == 40);
    }
  }

  /** Each hour has 2, so that the day is judged whole: 48 are usual. */
  @Test
  void judgesQuietHoursByTheDay() {
    GuildHours hours = hours(1, UTC);
    for (int hour = 0; hour < 58 * 24; hour++) {
      hours.count(1, Measure.MESSAGES, hour(FIRST, hour), 2);
      hours.count(0, Measure.JOINS, hour(FIRST, hour), hour % 24 == 0 ? 1 : 0);
    }
    hours.count(0, Measure.JOINS, hour(JUDGED, 5), 40);
    List<Found> found = new AnomalySearch(hours, hour(FIRST, 0)).judge(JUDGED);
    assertThat(found).hasSize(1);
    Found raid = found.get(0);
    assertThat(raid.measure()).isEqualTo(Measure.JOINS);
    assertThat(raid.hours()).isEqualTo(24);
    assertThat(raid.startHour()).isEqualTo(hour(JUDGED, 0));
    assertThat(raid.observed()).isEqualTo(41);
    // 8 joins on 8 such days, and the half that stands for not knowing.
    assertThat(raid.expected()).isEqualTo(8.5 / 8, within(1e-12));
  }

  @Test
  void whatWasFoundIsNoExample() {
    GuildHours hours = hours(8, UTC);
    for (int hour = 0; hour < 65 * 24; hour++) {
      hours.count(1, Measure.MESSAGES, hour(FIRST, hour), 50);
    }
    hours.count(1, Measure.MESSAGES, hour(JUDGED, 9), 950);
    hours.count(1, Measure.MESSAGES, hour(JUDGED.plusDays(7), 9), 950);
    AnomalySearch search = new AnomalySearch(hours, hour(FIRST, 0));
    assertThat(search.judge(JUDGED)).hasSize(2).allMatch(one -> one.weeks() == 8);
    assertThat(search.judge(JUDGED.plusDays(7))).hasSize(2).allMatch(one -> one.weeks() == 7);

    AnomalySearch told = new AnomalySearch(hours, hour(FIRST, 0));
    told.leaveOut(0, Measure.MESSAGES, hour(JUDGED, 9), 1);
    assertThat(told.judge(JUDGED.plusDays(7)).stream().map(Found::weeks)).containsExactly(7, 8);
  }

  @Test
  void threeWeeksAreTooFew() {
    for (int days : new int[] {27, 28}) {
      GuildHours hours = new GuildHours(hour(FIRST, 0), hour(JUDGED.plusDays(1), 0), UTC);
      for (int hour = (57 - days) * 24; hour < 58 * 24; hour++) {
        hours.count(1, Measure.MESSAGES, hour(FIRST, hour), hour == 57 * 24 + 3 ? 900 : 30);
        hours.watched(0, "messages", hour(FIRST, hour), 3_600);
      }
      List<Found> found = new AnomalySearch(hours, hour(FIRST, 0)).judge(JUDGED);
      assertThat(found.isEmpty()).isEqualTo(days == 27);
    }
  }

  /** In Berlin clocks go forward on 29 March 2026: the same local habits come an hour earlier in UTC. */
  @Test
  void theHourOfTheWeekIsLocal() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    LocalDate day = LocalDate.of(2026, 4, 8);
    LocalDate first = day.minusDays(57);
    GuildHours local = new GuildHours(hour(first, 0), hour(day.plusDays(1), 0), berlin);
    GuildHours inUtc = new GuildHours(hour(first, 0), hour(day.plusDays(1), 0), UTC);
    for (int hour = 0; hour < 58 * 24; hour++) {
      long at = hour(first, hour);
      int habit = Instant.ofEpochSecond(at * 3_600).atZone(berlin).getHour();
      long count = Math.round(400 * (1 + 0.8 * Math.sin(Math.PI * habit / 12)));
      for (GuildHours hours : List.of(local, inUtc)) {
        hours.count(1, Measure.MESSAGES, at, count);
        hours.watched(0, "messages", at, 3_600);
      }
    }
    assertThat(new AnomalySearch(local, hour(first, 0)).judge(day)).isEmpty();
    assertThat(new AnomalySearch(inUtc, hour(first, 0)).judge(day)).isNotEmpty();
  }

  @Test
  void aGuildKnownByItsChannelsIsWatchedAsMuchAsTheyAre() {
    GuildHours hours = new GuildHours(hour(FIRST, 0), hour(FIRST, 48), UTC);
    hours.count(1, Measure.MESSAGES, hour(FIRST, 1), 3);
    hours.watched(1, "messages", hour(FIRST, 1), 3_600);
    hours.watched(2, "messages", hour(FIRST, 1), 3_600);
    hours.watched(1, "messages", hour(FIRST, 2), 3_600);
    hours.watched(1, "messages", hour(FIRST, 30), 3_600);
    double[] known = hours.known(new GuildHours.Series(0, Measure.MESSAGES));
    assertThat(known[1]).isEqualTo(3);
    assertThat(known[2]).isNaN();
    assertThat(known[30]).isZero();
    double[] ofSecond = hours.known(new GuildHours.Series(1, Measure.MESSAGES));
    assertThat(ofSecond[0]).isNaN();
    assertThat(ofSecond[2]).isZero();
    assertThat(ofSecond[30]).isZero();
  }

  private static GuildHours hours(int judgedDays, ZoneId zone) {
    GuildHours hours = new GuildHours(hour(FIRST, 0), hour(JUDGED.plusDays(judgedDays), 0), zone);
    for (int hour = 0; hour < (57 + judgedDays) * 24; hour++) {
      hours.watched(0, "messages", hour(FIRST, hour), 3_600);
      hours.watched(0, "members", hour(FIRST, hour), 3_600);
    }
    return hours;
  }

  /** Negative binomial counts that follow the hour of the day and the weekend. */
  private void chance(GuildHours hours, int days, double dispersion) {
    for (int hour = 0; hour < days * 24; hour++) {
      double rhythm = (1 + 0.8 * Math.sin(Math.PI * (hour % 24 - 6) / 12))
          / 1.8
          * (hour / 24 % 7 >= 5 ? 1.5 : 1);
      for (int channel = 0; channel < LOUDNESS.length; channel++) {
        long count = count(LOUDNESS[channel] * rhythm, dispersion);
        hours.count(channel + 1, Measure.MESSAGES, hour(FIRST, hour), count);
      }
      hours.count(0, Measure.JOINS, hour(FIRST, hour), count(0.3 * rhythm, dispersion));
      hours.count(0, Measure.LEAVES, hour(FIRST, hour), count(0.1 * rhythm, dispersion));
    }
  }

  /** A Poisson count whose rate varies like a gamma variable, drawn as a sum of exponentials. */
  private long count(double mean, double dispersion) {
    int shape = (int) Math.round(1 / dispersion);
    double rate = 0;
    for (int i = 0; i < shape; i++) {
      rate -= Math.log(1 - random.nextDouble()) * mean / shape;
    }
    long count = 0;
    for (double time = -Math.log(1 - random.nextDouble());
        time < rate;
        time -= Math.log(1 - random.nextDouble())) {
      count++;
    }
    return count;
  }

  private static long hour(LocalDate day, int hour) {
    return day.toEpochDay() * 24 + hour;
  }
}
