package dev.guildhouse.schedules.drafts;

import dev.guildhouse.jobs.drafts.DraftKinds;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import java.util.Optional;

/** Threads that are opened under posts of drafts, for what members answer. */
public final class DraftThreads {
  private DraftThreads() {}

  /** The name of the thread that is opened under the post of a delivery; empty for none. */
  public static Optional<String> under(NewDelivery delivery) {
    return DraftButtons.kindOfPost(delivery)
        .flatMap(DraftKinds::named)
        .flatMap(kind -> kind.thread(delivery.period()));
  }
}
