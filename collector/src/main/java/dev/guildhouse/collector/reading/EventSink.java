package dev.guildhouse.collector.reading;

import dev.guildhouse.schema.events.RawEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where events go that REST told of. Safe for several threads. */
public interface EventSink {
  /**
   * Takes events. It may wait while there is no room, which holds the reading back.
   *
   * @return completes when they will outlive a crash, or fails when they may not; in the order of
   *     the calls
   */
  CompletionStage<Void> take(List<RawEvent> events);

  /** Nothing more comes for now: what a sink gathers for later must go its way. */
  default void flush() {}
}
