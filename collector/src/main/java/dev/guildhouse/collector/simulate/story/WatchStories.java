package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.collector.simulate.world.Watch;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the collector says of itself: sessions, what it watched hour by hour, and its outages. */
final class WatchStories {
  private static final String FAMILIES = Arrays.stream(Family.values())
      .filter(family -> family != Family.COVERAGE)
      .map(Family::text)
      .collect(Collectors.joining(","));

  private final Stage stage;

  WatchStories(Stage stage) {
    this.stage = stage;
  }

  void tell(int day) {
    if (day == 0) {
      emit(EventType.COLLECTOR_START, stage.span.start());
    }
    for (Watch.Stretch stretch : stage.watch.stretches(day)) {
      stage.emit(
          seconds(EventType.COLLECTOR_HEARTBEAT, stretch.start(), stretch.end(), stretch.start())
              .attributes(Stage.attribute("families", FAMILIES)),
          stretch.end());
    }
    for (Watch.Outage outage : stage.watch.outages()) {
      if (stage.span.day(outage.end() - 1) == day) {
        tell(outage);
      }
    }
    if (day == stage.span.days() - 1) {
      emit(EventType.COLLECTOR_END, stage.span.end() - 1);
    }
  }

  /** Told once the collector is back; a gap is cut at midnight. */
  private void tell(Watch.Outage outage) {
    for (long from = outage.start(); from < outage.end(); ) {
      long midnight = stage.span.dayStart(stage.span.day(from) + 1);
      long to = Math.min(midnight, outage.end());
      stage.emit(seconds(EventType.COLLECTOR_GAP, from, to, outage.end()), outage.end());
      from = to;
    }
    emit(EventType.COLLECTOR_START, outage.end());
  }

  private RawEvent.Builder seconds(EventType type, long from, long to, long learnedAt) {
    return stage
        .event(type, stage.ownId(), from, learnedAt)
        .amount(BigDecimal.valueOf((to - from) / Span.SECOND));
  }

  private void emit(EventType type, long at) {
    if (stage.sees(at)) {
      stage.emit(stage.event(type, stage.ownId(), at), at);
    }
  }
}
