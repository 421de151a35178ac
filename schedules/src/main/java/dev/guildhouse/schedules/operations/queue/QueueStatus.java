package dev.guildhouse.schedules.operations.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queue at a glance.
 *
 * @param counts deliveries by state; every state is there
 * @param oldestPendingAge how long the oldest pending one has waited; null if none is pending
 * @param stuck how many are processing under a hold that has run out
 * @param recentFailures the last failed and dead ones, newest error first
 */
public record QueueStatus(
    Map<DeliveryState, Integer> counts,
    @Nullable Duration oldestPendingAge,
    int stuck,
    List<Delivery> recentFailures) {}
