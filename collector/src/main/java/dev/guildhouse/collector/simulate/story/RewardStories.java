package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Rhythm;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.math.BigDecimal;
import java.util.List;

/** Rewards: granted at once or pending for a while, completed, failed, or taken back days later. */
final class RewardStories {
  private static final String PENDING = "pending";
  private static final String COMPLETED = "completed";
  private static final String FAILED = "failed";
  private static final String[] TRIGGERS = {
    "daily_login", "message_streak", "event_win", "referral", "quest", "voice_hour"
  };

  private final Stage stage;
  private final Deck<List<String>> courses = new Deck<List<String>>()
      .with(5, List.of(COMPLETED))
      .with(4, List.of(PENDING, COMPLETED))
      .with(1, List.of(PENDING, FAILED))
      .with(1, List.of(PENDING))
      .with(1, List.of(COMPLETED, FAILED))
      .with(1, List.of(PENDING, FAILED, PENDING, COMPLETED));

  RewardStories(Stage stage) {
    this.stage = stage;
  }

  void tell(int day, int grants) {
    Draws draws = stage.draws(RewardStories.class, day);
    for (long at : Rhythm.TEXT.instants(draws, stage.span.dayStart(day), grants)) {
      if (stage.sees(at)) {
        grant(draws, at);
      }
    }
  }

  private void grant(Draws draws, long at) {
    long id = stage.ownId();
    int member = stage.cast.drawMember(draws, at);
    // Ten-thousandths, so that sums use all the digits that the column holds.
    long amount = draws.soon(1, 1_000_000);
    String trigger = draws.oneOf(TRIGGERS);
    String status = "";
    long changedAt = at;
    for (String next : courses.deal(draws)) {
      if (stage.sees(changedAt)) {
        RawEvent.Builder event = stage.event(EventType.REWARD_GRANT, id, at, changedAt);
        if (changedAt != at) {
          event.ordinal(changedAt).editedAt(Span.instant(changedAt));
        }
        stage.emit(
            stage
                .by(event, member)
                .amount(BigDecimal.valueOf(amount, Measure.REWARD_AMOUNT.scale()))
                .rewardTrigger(trigger)
                .rewardStatus(next),
            changedAt);
        status = next;
      }
      changedAt += Span.SECOND + draws.soon(0, 4 * Span.DAY);
    }
    if (status.equals(COMPLETED)) {
      stage.book.one(Measure.REWARDS, Channels.NONE, member, at);
      stage.book.add(Measure.REWARD_AMOUNT, Channels.NONE, member, at, amount);
    }
  }
}
