package dev.guildhouse.jobs.marts.anomalies;

import dev.guildhouse.jobs.marts.anomalies.GuildHours.Series;
import dev.guildhouse.jobs.statistics.FalseDiscoveries;
import dev.guildhouse.jobs.statistics.WeeklyRhythm;
import dev.guildhouse.jobs.statistics.WeeklyRhythm.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks for anomalies of one guild, day after day, each held against the 8 weeks before it. What was
 * found on one day is no example for the next.
 */
final class AnomalySearch {
  /** Days that a day is held against. */
  static final int PAST_DAYS = 56;

  static final int DAY_HOURS = WeeklyRhythm.DAY_HOURS;

  private static final int PAST_HOURS = PAST_DAYS * DAY_HOURS;
  private static final double FALSE_DISCOVERIES = 0.05;
  private static final int MOST_CHANNELS = 3;
  private static final double LEAST_PART = 0.1;

  private final GuildHours hours;
  private final long from;
  private final Map<Series, double[]> known = new TreeMap<>();
  private final Map<Series, double[]> examples = new TreeMap<>();

  /**
   * Begins.
   *
   * @param from the first hour that the guild's hours hold
   */
  AnomalySearch(GuildHours hours, long from) {
    this.hours = hours;
    this.from = from;
    for (Series series : hours.series()) {
      double[] counts = hours.known(series);
      known.put(series, counts);
      examples.put(series, counts.clone());
    }
  }

  /** An anomaly of an earlier day, which is no example. */
  void leaveOut(long channel, Measure measure, long startHour, int length) {
    double[] values = examples.get(new Series(channel, measure));
    for (long hour = startHour; values != null && hour < startHour + length; hour++) {
      if (hours.holds(hour)) {
        values[(int) (hour - from)] = Double.NaN;
      }
    }
  }

  private record Test(
      Series series, long startHour, int length, List<Integer> ahead, Verdict verdict) {}

  /** Judges a day whose 8 weeks before are held; days come in their order. */
  List<Found> judge(LocalDate day) {
    long start = day.toEpochDay() * DAY_HOURS;
    Map<Series, WeeklyRhythm> rhythms = new TreeMap<>();
    List<Test> tests = new ArrayList<>();
    for (Series series : known.keySet()) {
      WeeklyRhythm rhythm = new WeeklyRhythm(past(series, start));
      rhythms.put(series, rhythm);
      tests.addAll(tests(series, rhythm, start));
    }
    double[] q = FalseDiscoveries.adjusted(
        tests.stream().mapToDouble(test -> test.verdict().p()).toArray());
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      if (q[i] <= FALSE_DISCOVERIES) {
        Test test = tests.get(i);
        Verdict verdict = test.verdict();
        found.add(new Found(
            day,
            test.series().channel(),
            test.series().measure(),
            test.startHour(),
            test.length(),
            verdict.observed(),
            verdict.expected(),
            verdict.p(),
            q[i],
            verdict.weeks(),
            channels(test, rhythms, start)));
      }
    }
    found.forEach(one -> leaveOut(one.channel(), one.measure(), one.startHour(), one.hours()));
    return found;
  }

  /** The examples of the 8 weeks before, by local hour. */
  private double[] past(Series series, long start) {
    double[] past = new double[PAST_HOURS];
    Arrays.fill(past, Double.NaN);
    double[] values = examples.getOrDefault(series, past);
    long end = hours.local(start);
    for (long hour = Math.max(from, start - PAST_HOURS - 2); hour < start; hour++) {
      int place = (int) (hours.local(hour) - end + PAST_HOURS);
      if (place >= 0 && place < PAST_HOURS) {
        double value = values[(int) (hour - from)];
        // An hour that the clock repeats is the mean of both.
        past[place] = Double.isNaN(past[place]) ? value : (past[place] + value) / 2;
      }
    }
    return past;
  }

  private List<Test> tests(Series series, WeeklyRhythm rhythm, long start) {
    double[] counts = known.getOrDefault(series, new double[0]);
    List<Test> tests = new ArrayList<>();
    List<Integer> small = new ArrayList<>();
    long smallCount = 0;
    for (long hour = start; hour < start + DAY_HOURS; hour++) {
      double count = counts[(int) (hour - from)];
      int ahead = ahead(hour, start);
      if (Double.isNaN(count) || Double.isNaN(rhythm.usual(ahead))) {
        continue;
      }
      if (rhythm.isSmall(ahead)) {
        small.add(ahead);
        smallCount += (long) count;
      } else {
        Verdict verdict = rhythm.judge(ahead, (long) count);
        tests.add(new Test(series, hour, 1, List.of(ahead), verdict));
      }
    }
    if (!small.isEmpty()) {
      int[] together = small.stream().mapToInt(Integer::intValue).toArray();
      Verdict verdict = rhythm.judgeTogether(together, smallCount);
      if (!Double.isNaN(verdict.p())) {
        tests.add(new Test(series, start, DAY_HOURS, List.copyOf(small), verdict));
      }
    }
    return tests;
  }

  private int ahead(long hour, long start) {
    return (int) (hours.local(hour) - hours.local(start));
  }

  /** The channels that were off most, in the direction of the guild. */
  private Map<Long, Long> channels(Test test, Map<Series, WeeklyRhythm> rhythms, long start) {
    Map<Long, Long> behind = new LinkedHashMap<>();
    if (test.series().channel() != GuildHours.WHOLE_GUILD
        || test.series().measure() != Measure.MESSAGES) {
      return behind;
    }
    double all = test.verdict().observed() - test.verdict().expected();
    Map<Long, Double> parts = new TreeMap<>();
    rhythms.forEach((series, rhythm) -> {
      if (series.channel() != GuildHours.WHOLE_GUILD) {
        parts.put(series.channel(), difference(series, rhythm, test, start));
      }
    });
    parts.entrySet().stream()
        .filter(part -> part.getValue() / all >= LEAST_PART)
        .sorted(Comparator.comparingDouble(
            (Map.Entry<Long, Double> part) -> -Math.abs(part.getValue())))
        .limit(MOST_CHANNELS)
        .forEach(part -> behind.put(part.getKey(), Math.round(part.getValue())));
    return behind;
  }

  private double difference(Series series, WeeklyRhythm rhythm, Test test, long start) {
    double[] counts = known.getOrDefault(series, new double[0]);
    double difference = 0;
    for (long hour = test.startHour(); hour < test.startHour() + test.length(); hour++) {
      int ahead = ahead(hour, start);
      double count = counts[(int) (hour - from)];
      if (!Double.isNaN(count) && test.ahead().contains(ahead)) {
        double usual = rhythm.usual(ahead);
        difference += count - (Double.isNaN(usual) ? 0 : usual);
      }
    }
    return difference;
  }
}
