package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Rhythm;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.time.Snowflake;

/** Members that AutoMod stops or others report, what moderators do about it, and calls for more. */
final class ModerationStories {
  private final Stage stage;

  ModerationStories(Stage stage) {
    this.stage = stage;
  }

  void tell(int day, int cases) {
    Draws draws = stage.draws(ModerationStories.class, day);
    for (long at : Rhythm.TEXT.instants(draws, stage.span.dayStart(day), cases)) {
      int channel = stage.channels.drawWritten(draws);
      int member = stage.cast.drawMember(draws, at);
      boolean automatic = draws.chance(0.5);
      if (automatic) {
        // AutoMod stops a message before it has an id.
        flag(EventType.AUTOMOD_HIT, Measure.AUTOMOD_HITS, channel, member, at, 0);
      } else {
        long message = Snowflake.of(Span.instant(at - draws.between(0, Span.HOUR)), 0);
        flag(EventType.FLAG, Measure.FLAGS, channel, member, at, message);
      }
      if (draws.chance(0.6)) {
        act(draws, channel, member, at + draws.soon(Span.SECOND, 3 * Span.DAY));
      } else {
        escalate(channel, member, at);
      }
    }
  }

  private void flag(
      EventType type, Measure measure, int channel, int member, long at, long message) {
    if (stage.sees(at)) {
      RawEvent.Builder event = stage.in(stage.event(type, stage.ownId(), at), channel);
      stage.emit(event.targetKey(stage.cast.key(member)).messageId(message), at);
      stage.book.one(measure, channel, member, at);
    }
  }

  /** Whom nobody helps calls for those above, in a message of their own. */
  private void escalate(int channel, int member, long at) {
    if (stage.sees(at)) {
      long message = Snowflake.of(Span.instant(at), 0);
      RawEvent.Builder event =
          stage.in(stage.event(EventType.ESCALATION, message, at), channel).messageId(message);
      stage.emit(stage.by(event, member), at);
    }
  }

  private void act(Draws draws, int channel, int member, long at) {
    boolean byBot = draws.chance(0.1);
    int moderator = byBot ? stage.cast.drawBot(draws) : stage.cast.drawModerator(draws);
    if (stage.sees(at)) {
      RawEvent.Builder event =
          stage.in(stage.event(EventType.MODERATOR_ACTION, stage.ownId(), at), channel);
      stage.emit(
          stage
              .by(event, moderator)
              .targetKey(stage.cast.key(member))
              .attributes(Stage.attribute("action", draws.chance(0.5) ? "timeout" : "warn")),
          at);
      if (!byBot) {
        stage.book.one(Measure.MODERATOR_ACTIONS, channel, moderator, at);
      }
    }
  }
}
