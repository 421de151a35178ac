package dev.guildhouse.schema.kpis;

import dev.guildhouse.schema.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a target can be set for. */
public enum KpiMetric {
  DAILY_ACTIVE_USERS("dau", true, "mean over the days of the members with any activity"),
  WEEKLY_ACTIVE_USERS(
      "wau", true, "different members with any activity in the 7 days that end the period"),
  STREAK_RETENTION(
      "",
      true,
      "of the members whose streak of 3 days or more ended on the day before, the share"
          + " active on the day; pooled over the days"),
  CHURN_RATE(
      "", false, "of the members active in the period before, the share not active in this one"),
  AVG_REWARDS_PER_USER("", true, "reward amount per member with any activity"),
  AVG_REWARDS_PER_REWARDED_USER("", true, "reward amount per member with at least one reward"),
  VOICE_PARTICIPATION("", true, "different members with at least 1 s of voice");

  private final String alias;
  private final boolean isHigherBetter;
  private final String rule;

  KpiMetric(String alias, boolean isHigherBetter, String rule) {
    this.alias = alias;
    this.isHigherBetter = isHigherBetter;
    this.rule = rule;
  }

  /** Its name in formulas. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isHigherBetter() {
    return isHigherBetter;
  }

  public String rule() {
    return rule;
  }

  /** The families of events that must be watched for it to be known. */
  public Set<String> families() {
    return switch (this) {
      case VOICE_PARTICIPATION -> Set.of("voice");
      // Nobody but the paying system watches rewards.
      case AVG_REWARDS_PER_REWARDED_USER -> Set.of();
      default -> Set.copyOf(Metrics.ACTIVITY_FAMILIES);
    };
  }

  /** By its name or alias. */
  public static Optional<KpiMetric> ofText(String text) {
    return Arrays.stream(values())
        .filter(metric -> metric.text().equalsIgnoreCase(text)
            || (!metric.alias.isEmpty() && metric.alias.equalsIgnoreCase(text)))
        .findFirst();
  }

  /** All names and aliases. */
  public static List<String> names() {
    return Arrays.stream(values())
        .flatMap(metric -> metric.alias.isEmpty()
            ? java.util.stream.Stream.of(metric.text())
            : java.util.stream.Stream.of(metric.text(), metric.alias))
        .toList();
  }
}
