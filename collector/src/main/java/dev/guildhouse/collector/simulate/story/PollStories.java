package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import java.util.HashSet;
import java.util.Set;

/** Votes in polls: given, taken back, given again, or given to another answer. */
final class PollStories {
  private static final int ANSWERS = 4;
  private static final long OPEN = 2 * Span.DAY;

  private final Stage stage;

  /** + votes, - takes back, * takes back and votes for another answer. */
  private final Deck<String> habits =
      new Deck<String>().with(8, "+").with(1, "+-").with(1, "+-+").with(1, "++").with(1, "+*");

  PollStories(Stage stage) {
    this.stage = stage;
  }

  void tell(Draws draws, Message message) {
    if (!message.poll || !message.contentKnown) {
      return;
    }
    Set<Integer> voters = new HashSet<>();
    for (int i = draws.from(1, 20); i > 0; i--) {
      int voter = stage.cast.drawMember(draws, message.at);
      if (voters.add(voter)) {
        vote(draws, message, voter);
      }
    }
  }

  private void vote(Draws draws, Message message, int voter) {
    int answer = draws.from(1, ANSWERS);
    long at = message.at + Span.SECOND + draws.soon(0, OPEN);
    boolean voted = false;
    long votedAt = at;
    for (char step : habits.deal(draws).toCharArray()) {
      if (stage.sees(at)) {
        if (step != '+') {
          emit(EventType.POLL_VOTE_REMOVE, message, voter, answer, at);
          voted = false;
        }
        if (step == '*') {
          answer = answer % ANSWERS + 1;
          at += Span.MILLISECOND;
        }
        if (step != '-' && stage.sees(at)) {
          emit(EventType.POLL_VOTE_ADD, message, voter, answer, at);
          votedAt = voted ? votedAt : at;
          voted = true;
        }
      }
      at += draws.between(Span.SECOND, Span.HOUR);
    }
    if (voted) {
      stage.book.one(Measure.POLL_VOTES, message.channel, voter, votedAt);
    }
  }

  private void emit(EventType type, Message message, int voter, int answer, long at) {
    stage.emit(
        stage
            .by(message.place(stage, stage.repeatable(type, message.id, at)), voter)
            .emoji(Integer.toString(answer)),
        at);
  }
}
