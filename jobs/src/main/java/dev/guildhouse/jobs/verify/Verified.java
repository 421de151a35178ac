package dev.guildhouse.jobs.verify;

import dev.guildhouse.schema.time.DayRange;
import java.util.List;

/**
 * What a verification found.
 *
 * @param range the days asked for
 * @param metrics first every table and metric in total, then each single number that is off
 * @param breaches the single numbers that are off, from the earlier tables of the flow to the later
 */
public record Verified(
    DayRange range, List<VerifiedMetric> metrics, List<VerifiedMetric> breaches) {
  public Verified {
    metrics = List.copyOf(metrics);
    breaches = List.copyOf(breaches);
  }

  public boolean isSound() {
    return breaches.isEmpty();
  }
}
