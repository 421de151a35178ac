package dev.guildhouse.collector.live;

import dev.guildhouse.collector.journal.Journal;
import dev.guildhouse.collector.reading.EventSink;
import dev.guildhouse.schema.events.RawEvent;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Takes what REST told of into a shard's journal, as if it had come through the gateway. */
final class JournalSink implements EventSink {
  private final Journal journal;
  private final Counters counters;

  JournalSink(Journal journal, Counters counters) {
    this.journal = journal;
    this.counters = counters;
  }

  @Override
  public CompletionStage<Void> take(List<RawEvent> events) {
    counters.count(events);
    return journal.append(events);
  }
}
