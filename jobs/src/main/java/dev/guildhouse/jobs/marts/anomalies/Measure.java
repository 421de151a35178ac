package dev.guildhouse.jobs.marts.anomalies;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;

/** The counts that are judged. */
public enum Measure {
  MESSAGES(Metrics.MESSAGES, "messages"),
  JOINS(Metrics.JOINS, "members"),
  LEAVES(Metrics.LEAVES, "members");

  private final String column;
  private final String family;

  Measure(Metric.Sum metric, String family) {
    this.column = metric.name();
    this.family = family;
  }

  /** The column that holds it. */
  public String column() {
    return column;
  }

  /** The family of events that must be watched for it to be known. */
  public String family() {
    return family;
  }

  /** The one that is told by its column. */
  public static Measure named(String column) {
    for (Measure measure : values()) {
      if (measure.column().equals(column)) {
        return measure;
      }
    }
    throw new IllegalArgumentException("no measure " + column);
  }
}
