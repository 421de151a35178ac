package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which families of events must be watched for a metric to be known. */
public final class MetricFamilies {
  /** By the fact table; rewards and the like come from elsewhere and are not watched. */
  private static final Map<String, String> OF_FACTS = Map.of(
      "messages", "messages",
      "removals", "messages",
      "reactions", "reactions",
      "polls", "reactions",
      "threads", "threads",
      "voice_sessions", "voice",
      "memberships", "members",
      "moderation", "moderation");

  private MetricFamilies() {}

  /** Empty for what is not watched: rewards, and states that are counted at an instant. */
  public static Set<String> of(Metric metric) {
    if (metric instanceof Metric.Sum sum) {
      String family = OF_FACTS.get(sum.placement().table());
      return family == null ? Set.of() : Set.of(family);
    }
    if (metric instanceof Metric.Distinct distinct) {
      return distinct.equals(Metrics.ACTIVE_MEMBERS)
          ? Set.copyOf(Metrics.ACTIVITY_FAMILIES)
          : ofCondition(distinct);
    }
    if (metric instanceof Metric.DistinctIn distinct) {
      String family = OF_FACTS.get(distinct.placement().table());
      return family == null ? Set.of() : Set.of(family);
    }
    return metric instanceof Metric.Peak ? Set.of("voice") : Set.of();
  }

  private static Set<String> ofCondition(Metric.Distinct distinct) {
    Set<String> families = new TreeSet<>();
    Metrics.SUMS.stream()
        .filter(sum -> distinct.condition().contains(sum.isPositive()))
        .forEach(sum -> families.addAll(of(sum)));
    return families;
  }
}
