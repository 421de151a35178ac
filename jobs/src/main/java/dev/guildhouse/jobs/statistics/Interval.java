package dev.guildhouse.jobs.statistics;

/**
 * An interval, both ends included.
 *
 * @param from lower end
 * @param to upper end
 */
public record Interval(double from, double to) {
  public boolean contains(double value) {
    return from <= value && value <= to;
  }
}
