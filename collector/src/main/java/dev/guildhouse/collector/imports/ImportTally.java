package dev.guildhouse.collector.imports;

import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts events on their way from a reader to landing. */
final class ImportTally implements Consumer<RawEvent> {
  private final Consumer<RawEvent> next;
  private final Set<Long> guildIds = new TreeSet<>();
  private long lastGuildId;
  private long events;
  private long messages;
  private long joins;
  private long edits;
  private long reactions;
  private long leftOut;
  private @Nullable Instant firstAt;
  private @Nullable Instant lastAt;

  ImportTally(Consumer<RawEvent> next) {
    this.next = next;
  }

  @Override
  public void accept(RawEvent event) {
    next.accept(event);
    events++;
    if (event.guildId() != lastGuildId) {
      lastGuildId = event.guildId();
      guildIds.add(lastGuildId);
    }
    switch (event.eventType()) {
      case MESSAGE_CREATE -> messages++;
      case MEMBER_JOIN -> joins++;
      case REACTION_SNAPSHOT -> reactions++;
      case MESSAGE_UPDATE -> edits += event.isEdit() ? 1 : 0;
      default -> {}
    }
    if (event.eventType().family() != Family.COVERAGE
        && event.eventType() != EventType.CHANNEL_UPDATE) {
      Instant at = event.eventAt();
      firstAt = firstAt == null || at.isBefore(firstAt) ? at : firstAt;
      lastAt = lastAt == null || at.isAfter(lastAt) ? at : lastAt;
    }
  }

  /** Counts an event that goes no further. */
  void leaveOut() {
    leftOut++;
  }

  ImportCounts counts() {
    return new ImportCounts(
        events, messages, joins, edits, reactions, leftOut, firstAt, lastAt, guildIds);
  }
}
