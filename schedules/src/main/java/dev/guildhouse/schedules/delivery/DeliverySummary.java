package dev.guildhouse.schedules.delivery;

import java.util.List;

/**
 * What a worker did.
 *
 * @param queued reports that had been written and were not in the queue
 * @param delivered posted, or found to stand already
 * @param failed attempts that failed and will be repeated
 * @param dead given up
 * @param problems one line for each attempt that failed, in order
 */
public record DeliverySummary(
    int queued, int delivered, int failed, int dead, List<String> problems) {
  public DeliverySummary {
    problems = List.copyOf(problems);
  }
}
