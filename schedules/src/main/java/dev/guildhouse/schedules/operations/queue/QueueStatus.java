package dev.guildhouse.schedules.operations.queue;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    List<Delivery> recentFailures) {
  /** A queue that nothing was ever put into. */
  public static final QueueStatus EMPTY = new QueueStatus(
      Arrays.stream(DeliveryState.values())
          .collect(Collectors.toMap(
              state -> state, state -> 0, Integer::sum, () -> new EnumMap<>(DeliveryState.class))),
      null,
      0,
      List.of());
}
