package dev.guildhouse.jobs.queries.support;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.numbers.HeatMap;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When to hold office hours: the pairs of hours of the week in which most questions are asked for each
 * hour that was watched, so that five Mondays compare with four Tuesdays.
 */
public final class OfficeHours {
  /** Fewer questions than this tell of nothing but chance. */
  public static final int FEWEST_QUESTIONS = 30;

  /** How long they are held. */
  public static final int LENGTH_HOURS = 2;

  private static final int SLOTS = 3;
  private static final int HOURS_OF_A_DAY = 24;

  /**
   * Two hours of every week.
   *
   * @param hour local hour at which they start
   * @param perHour questions for each watched hour
   */
  public record Slot(DayOfWeek day, int hour, long questions, double perHour) {}

  private OfficeHours() {}

  static List<Slot> read(TableReader tables, long guildId, DayRange days, ZoneId zone) {
    return read(tables, guildId, days, zone, Metrics.QUESTIONS);
  }

  /**
   * The same by another measure.
   *
   * @param measure of the family of messages
   */
  public static List<Slot> read(
      TableReader tables, long guildId, DayRange days, ZoneId zone, Metric.Sum measure) {
    return best(HeatMap.ofGuild(tables, guildId, days, zone, measure, "messages"));
  }

  /** The best slots, which share no hour; none where too few questions were asked. */
  static List<Slot> best(HeatMap questions) {
    List<Slot> best = new ArrayList<>();
    double all = IntStream.range(0, HeatMap.HOURS).mapToDouble(questions::count).sum();
    if (all < FEWEST_QUESTIONS) {
      return best;
    }
    boolean[] isTaken = new boolean[HeatMap.HOURS];
    IntStream.range(0, HeatMap.HOURS)
        .filter(
            start -> questions.watchedHours(start) > 0 && questions.watchedHours(next(start)) > 0)
        .filter(start -> asked(questions, start) > 0)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(start -> -perHour(questions, start))
            .thenComparing(Comparator.naturalOrder()))
        .forEach(start -> {
          if (best.size() < SLOTS && !isTaken[start] && !isTaken[next(start)]) {
            isTaken[start] = true;
            isTaken[next(start)] = true;
            best.add(new Slot(
                DayOfWeek.of(start / HOURS_OF_A_DAY + 1),
                start % HOURS_OF_A_DAY,
                Math.round(asked(questions, start)),
                perHour(questions, start)));
          }
        });
    return best;
  }

  private static double asked(HeatMap questions, int start) {
    return questions.count(start) + questions.count(next(start));
  }

  private static double perHour(HeatMap questions, int start) {
    return asked(questions, start)
        / (questions.watchedHours(start) + questions.watchedHours(next(start)));
  }

  private static int next(int hour) {
    return (hour + 1) % HeatMap.HOURS;
  }
}
