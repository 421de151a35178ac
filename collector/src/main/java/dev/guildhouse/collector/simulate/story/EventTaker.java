package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.schema.events.RawEvent;

/** Takes events as they are decided, in no order that means anything. */
@FunctionalInterface
public interface EventTaker {
  /**
   * An event that lacks only its time of receipt.
   *
   * @param learnedAt when the collector could see it at the earliest, in microseconds
   */
  void take(RawEvent.Builder event, long learnedAt);
}
