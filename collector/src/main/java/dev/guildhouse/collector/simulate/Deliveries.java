package dev.guildhouse.collector.simulate;

import dev.guildhouse.collector.simulate.story.EventTaker;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.RawEvent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings disorder between what happens and what is received: most events come at once, some hours or
 * days late, some twice, and none of a day in order. What is received on a later day waits for it
 * in memory.
 */
final class Deliveries implements EventTaker {
  /** Events among which the order is shuffled. */
  private static final int SHUFFLED = 1 << 14;

  private static final long LONGEST_DELAY = 3 * Span.DAY;
  private static final long LONGEST_REDELIVERY = 20 * Span.HOUR;

  private final Span span;
  private final EventSink sink;
  private final Draws draws;
  private final List<List<RawEvent>> later = new ArrayList<>();
  private final RawEvent[] shuffled = new RawEvent[SHUFFLED];
  private int held;
  private int today;
  private LocalDate date;

  Deliveries(Span span, long seed, EventSink sink) {
    this.span = span;
    this.sink = sink;
    this.draws = Draws.of(seed, 0xDE11);
    this.date = span.date(0);
    for (int day = 0; day < span.days() + SimulationPlan.LATENESS_DAYS; day++) {
      later.add(new ArrayList<>());
    }
  }

  @Override
  public void take(RawEvent.Builder event, long learnedAt) {
    long receivedAt = learnedAt + delay();
    RawEvent received = event.receivedAt(Span.instant(receivedAt)).build();
    deliver(received, receivedAt);
    if (draws.below(1000) < 12) {
      long again = receivedAt + draws.soon(Span.SECOND, LONGEST_REDELIVERY);
      deliver(received.receivedAgainAt(Span.instant(again)), again);
    }
  }

  private long delay() {
    int how = draws.below(1000);
    if (how < 970) {
      return draws.soon(20 * Span.MILLISECOND, 2 * Span.SECOND);
    }
    if (how < 980) {
      return draws.soon(Span.MINUTE, Span.HOUR);
    }
    return how < 993
        ? draws.between(Span.HOUR, 12 * Span.HOUR)
        : draws.between(12 * Span.HOUR, LONGEST_DELAY);
  }

  private void deliver(RawEvent event, long receivedAt) {
    int day = span.day(receivedAt);
    if (day == today) {
      shuffle(event);
    } else {
      later.get(day).add(event);
    }
  }

  private void shuffle(RawEvent event) {
    if (held < SHUFFLED) {
      shuffled[held++] = event;
    } else {
      int place = draws.below(SHUFFLED);
      sink.take(date, shuffled[place]);
      shuffled[place] = event;
    }
  }

  /** Everything received today has been told; the next day begins with what waits for it. */
  void endDay() {
    while (held > 0) {
      int place = draws.below(held);
      sink.take(date, shuffled[place]);
      shuffled[place] = shuffled[--held];
    }
    sink.dayEnds(date);
    today++;
    date = span.date(today);
    if (today < later.size()) {
      List<RawEvent> waiting = later.set(today, new ArrayList<>());
      waiting.forEach(this::shuffle);
    }
  }
}
