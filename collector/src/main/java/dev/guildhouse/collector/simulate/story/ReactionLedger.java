package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.math.BigDecimal;
import java.util.Arrays;

/** The reactions on the message that is being told: emits them, books those that stand. */
final class ReactionLedger {
  /** Reactions that come later than this after their message do not score. */
  private static final long SCORING = 7 * Span.DAY;

  private final Stage stage;
  private long[] taken = new long[16];
  private int takenCount;
  private long score;

  ReactionLedger(Stage stage) {
    this.stage = stage;
  }

  void open() {
    takenCount = 0;
    score = 0;
  }

  /** Reactions that stand and came within 7 days of the message. */
  long score() {
    return score;
  }

  /** Whether this member and emoji are new to the message; from then on they are not. */
  boolean claim(int member, int emoji) {
    long pair = (long) member << 8 | emoji;
    for (int i = 0; i < takenCount; i++) {
      if (taken[i] == pair) {
        return false;
      }
    }
    if (takenCount == taken.length) {
      taken = Arrays.copyOf(taken, 2 * takenCount);
    }
    taken[takenCount++] = pair;
    return true;
  }

  void add(Message message, int member, int emoji, long at) {
    emit(EventType.REACTION_ADD, message, member, emoji, at);
  }

  void remove(Message message, int member, int emoji, long at) {
    emit(EventType.REACTION_REMOVE, message, member, emoji, at);
  }

  void clear(Message message, long at) {
    stage.emit(
        message.place(stage, stage.repeatable(EventType.REACTION_REMOVE_ALL, message.id, at)), at);
  }

  void clearEmoji(Message message, int emoji, long at) {
    stage.emit(
        message
            .place(stage, stage.repeatable(EventType.REACTION_REMOVE_EMOJI, message.id, at))
            .emoji(Emojis.text(emoji)),
        at);
  }

  /** What somebody who looked later found: a total with nobody's name, or one member's reaction. */
  void found(Message message, int member, int emoji, long foundAt, int amount) {
    RawEvent.Builder event = stage
        .event(EventType.REACTION_SNAPSHOT, message.id, message.at, foundAt)
        .ordinal(Draws.mix(Draws.mix(emoji, stage.cast.key(member)), foundAt))
        .editedAt(Span.instant(foundAt))
        .amount(BigDecimal.valueOf(amount));
    stage.emit(who(event, message, member, emoji), foundAt);
  }

  private void emit(EventType type, Message message, int member, int emoji, long at) {
    stage.emit(who(stage.repeatable(type, message.id, at), message, member, emoji), at);
  }

  private RawEvent.Builder who(RawEvent.Builder event, Message message, int member, int emoji) {
    return stage
        .by(message.place(stage, event), member)
        .targetKey(stage.cast.key(message.credited(stage.cast)))
        .emoji(Emojis.text(emoji));
  }

  /** Books reactions that stand; those of bots count nowhere. */
  void stands(Message message, int member, int emoji, long at, int amount) {
    if (amount == 0 || (member != Cast.UNKNOWN && !stage.cast.isMember(member))) {
      return;
    }
    stage.book.add(Measure.REACTIONS_GIVEN, message.channel, member, at, amount);
    stage.book.add(
        Measure.REACTIONS_RECEIVED, message.channel, message.credited(stage.cast), at, amount);
    Measure vote = Emojis.vote(emoji);
    if (vote != null) {
      stage.book.add(vote, message.channel, member, at, amount);
    }
    if (at - message.at < SCORING) {
      score += amount;
    }
  }
}
