package dev.guildhouse.collector.simulate.world;

import java.time.DayOfWeek;
import java.util.Arrays;

/** How activity swings over hours and weekdays. */
public final class Rhythm {
  private static final int HOURS = 24;

  /** Most in the evening, little in the night; quieter on weekends. */
  public static final Rhythm TEXT = new Rhythm(20, 0.85, 0.92);

  /** Later in the day than writing, and more on weekends. */
  public static final Rhythm VOICE = new Rhythm(21, 0.95, 1.35);

  /** The share of a day that has come to pass by the start of each hour. */
  private final double[] upTo = new double[HOURS + 1];

  private final double weekend;

  private Rhythm(int busiestHour, double swing, double weekend) {
    this.weekend = weekend;
    for (int hour = 0; hour < HOURS; hour++) {
      double weight = 1 + swing * StrictMath.cos(2 * StrictMath.PI * (hour - busiestHour) / HOURS);
      upTo[hour + 1] = upTo[hour] + weight / HOURS;
    }
  }

  /** How much more a day holds than the mean of its week. */
  public double weight(DayOfWeek day) {
    double workday = (7 - 2 * weekend) / 5;
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY ? weekend : workday;
  }

  /** Spreads a day's total over instants in ascending order. */
  public long[] instants(Draws draws, long dayStart, int total) {
    long[] instants = new long[total];
    int filled = 0;
    for (int hour = 0; hour < HOURS; hour++) {
      int until = (int) (total * upTo[hour + 1] / upTo[HOURS]);
      int inHour = until - filled;
      long step = inHour == 0 ? 0 : Span.HOUR / inHour;
      for (int i = 0; i < inHour; i++) {
        instants[filled++] =
            dayStart + hour * Span.HOUR + i * step + (step == 0 ? 0 : draws.between(0, step));
      }
    }
    return filled == total ? instants : Arrays.copyOf(instants, filled);
  }
}
