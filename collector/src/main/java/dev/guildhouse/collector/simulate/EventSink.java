package dev.guildhouse.collector.simulate;

import dev.guildhouse.schema.events.RawEvent;
import java.time.LocalDate;

/** Where simulated events go. */
public interface EventSink {
  /** An event received on a day; all events of one day come before those of the next. */
  void take(LocalDate receivedDate, RawEvent event);

  /** No more events of this day come. Called for every day of the plan's received range. */
  default void dayEnds(LocalDate receivedDate) {}
}
