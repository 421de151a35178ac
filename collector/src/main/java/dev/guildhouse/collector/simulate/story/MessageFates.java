package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;

/** Whether messages live: deleted soon, days later or in bulk, put back, approved, never approved. */
final class MessageFates {
  /** What becomes of one message. */
  enum Fate {
    STAYS,
    DELETED_SOON,
    DELETED_DAYS_LATER,
    /** Told to be deleted twice, which is one removal. */
    DELETED_TWICE,
    RESTORED,
    DELETED_AGAIN,
    APPROVED,
    /** Deleted instead of approved. */
    REFUSED,
    NEVER_APPROVED;

    boolean isPending() {
      return this == APPROVED || this == REFUSED || this == NEVER_APPROVED;
    }
  }

  /** How many of a channel's messages a purge takes at most. */
  private static final int PURGED = 25;

  private final Stage stage;
  private final Deck<Fate> deck = new Deck<Fate>()
      .with(181, Fate.STAYS)
      .with(8, Fate.DELETED_SOON)
      .with(3, Fate.DELETED_DAYS_LATER)
      .with(1, Fate.DELETED_TWICE)
      .with(1, Fate.RESTORED)
      .with(1, Fate.DELETED_AGAIN)
      .with(3, Fate.APPROVED)
      .with(1, Fate.REFUSED)
      .with(1, Fate.NEVER_APPROVED);

  private int purgedChannel;
  private long purgeAt;
  private int purgeLeft;

  // Where the message that is being told stands; one at a time.
  private boolean lives;
  private boolean deleted;

  MessageFates(Stage stage) {
    this.stage = stage;
  }

  /** Decides before the message is told, because a pending one says so. */
  Fate decide(Draws draws, Message message) {
    Fate fate = deck.deal(draws);
    if (fate.isPending() && message.system) {
      return Fate.STAYS;
    }
    message.pending = fate.isPending();
    return fate;
  }

  /** Tells what becomes of a message, and whether it lives in the end. */
  boolean tell(Draws draws, Message message, Fate fate) {
    lives = !message.pending;
    deleted = false;
    long soon = message.at + Span.SECOND + draws.soon(0, 40 * Span.MINUTE);
    switch (fate) {
      case STAYS -> maybePurge(draws, message);
      case DELETED_SOON, REFUSED -> delete(message, soon, false);
      case DELETED_DAYS_LATER ->
        delete(message, soon + draws.between(Span.DAY, 20 * Span.DAY), false);
      case DELETED_TWICE -> {
        delete(message, soon, false);
        delete(message, soon + draws.between(Span.SECOND, Span.HOUR), false);
      }
      case RESTORED, DELETED_AGAIN -> {
        delete(message, soon, false);
        long restored = soon + draws.between(Span.MINUTE, 2 * Span.DAY);
        restore(message, restored, EventType.MESSAGE_RESTORE);
        if (fate == Fate.DELETED_AGAIN) {
          delete(message, restored + draws.between(Span.MINUTE, Span.DAY), false);
        }
      }
      case APPROVED -> restore(message, soon, EventType.MESSAGE_APPROVE);
      case NEVER_APPROVED -> {
        // It waits for ever, and so is never live.
      }
    }
    return lives;
  }

  /** A message that nobody saw may still be seen to vanish, which counts for the unknown member. */
  void tellUnseen(Draws draws, Message message) {
    if (draws.chance(0.05)) {
      long at = message.at + draws.soon(Span.MINUTE, 2 * Span.DAY);
      if (stage.sees(at)) {
        emit(EventType.MESSAGE_DELETE, message, at, false);
        stage.book.one(Measure.MESSAGES_REMOVED, message.channel, Cast.UNKNOWN, at);
      }
    }
  }

  private void maybePurge(Draws draws, Message message) {
    if (purgeLeft == 0 && draws.chance(0.0008)) {
      purgeLeft = draws.from(3, PURGED);
      purgedChannel = message.channel;
      purgeAt = message.at + draws.between(Span.MINUTE, 3 * Span.HOUR);
    }
    if (purgeLeft > 0 && message.at >= purgeAt) {
      purgeLeft = 0;
    } else if (purgeLeft > 0 && message.channel == purgedChannel) {
      purgeLeft--;
      delete(message, purgeAt, true);
    }
  }

  private void delete(Message message, long at, boolean inBulk) {
    if (stage.sees(at)) {
      emit(EventType.MESSAGE_DELETE, message, at, inBulk);
      if (!deleted && message.isMembers(stage.cast)) {
        stage.book.one(Measure.MESSAGES_REMOVED, message.channel, message.author, at);
      }
      deleted = true;
      lives = false;
    }
  }

  private void restore(Message message, long at, EventType how) {
    if (stage.sees(at)) {
      emit(how, message, at, false);
      deleted = false;
      lives = true;
    }
  }

  private void emit(EventType type, Message message, long at, boolean inBulk) {
    RawEvent.Builder event = message.place(stage, stage.repeatable(type, message.id, at));
    stage.emit(inBulk ? event.attributes(Stage.attribute("bulk", true)) : event, at);
  }
}
