package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;

/**
 * Reactions on a message: most within minutes, some weeks later; given, taken back and given again;
 * cleared by moderators; or found later by somebody who looked.
 */
final class ReactionStories {
  /** How reactions on one message go. */
  private enum Course {
    LIVE,
    CLEARED,
    EMOJI_CLEARED,
    COUNTED_LATER,
    NAMED_LATER,
    NAMED_WITHOUT_TOTAL
  }

  private static final long NEVER = Long.MAX_VALUE;
  private static final long NOT_STANDING = -1;

  private final Stage stage;
  private final ReactionLedger ledger;
  private final FoundReactions found;
  private final Deck<Course> courses = new Deck<Course>()
      .with(294, Course.LIVE)
      .with(1, Course.CLEARED)
      .with(2, Course.EMOJI_CLEARED)
      .with(1, Course.COUNTED_LATER)
      .with(1, Course.NAMED_LATER)
      .with(1, Course.NAMED_WITHOUT_TOTAL);

  /** What one member does with one emoji: + gives, - takes back. */
  private final Deck<String> habits = new Deck<String>()
      .with(86, "+")
      .with(5, "+-")
      .with(4, "+-+")
      .with(3, "++")
      .with(1, "+-+-")
      .with(1, "-");

  ReactionStories(Stage stage) {
    this.stage = stage;
    ledger = new ReactionLedger(stage);
    found = new FoundReactions(stage, ledger);
  }

  /**
   * Tells the reactions on a message, whether or not its own create was seen.
   *
   * @return how many stand that came within 7 days
   */
  long tell(Draws draws, Message message) {
    int reactors = reactors(draws, message);
    if (reactors == 0) {
      return 0;
    }
    ledger.open();
    Course course = stage.sees(message.at) ? courses.deal(draws) : Course.LIVE;
    switch (course) {
      case COUNTED_LATER -> found.tellCounted(draws, message);
      case NAMED_LATER -> found.tellNamed(draws, message);
      case NAMED_WITHOUT_TOTAL -> found.tellNamedWithoutTotal(draws, message);
      case LIVE, CLEARED, EMOJI_CLEARED -> tellLive(draws, message, reactors, course);
    }
    return ledger.score();
  }

  private int reactors(Draws draws, Message message) {
    boolean announced = stage.channels.kindOf(message.channel) == Channels.Kind.ANNOUNCEMENT;
    if (!draws.chance(announced ? 0.7 : 0.25)) {
      return 0;
    }
    int most = Math.max(2, stage.cast.members() / 2);
    int few = draws.few(8) + (draws.chance(announced ? 0.4 : 0.05) ? draws.below(30) : 0);
    return Math.min(few, most);
  }

  private void tellLive(Draws draws, Message message, int reactors, Course course) {
    int favourite = Emojis.draw(draws);
    long clearedAt = NEVER;
    if (course != Course.LIVE) {
      long at = message.at + draws.soon(Span.MINUTE, 2 * Span.DAY);
      clearedAt = stage.sees(at) ? at : NEVER;
    }
    if (clearedAt != NEVER && course == Course.CLEARED) {
      ledger.clear(message, clearedAt);
    } else if (clearedAt != NEVER) {
      ledger.clearEmoji(message, favourite, clearedAt);
    }
    for (int i = 0; i < reactors; i++) {
      int emoji = draws.chance(0.7) ? favourite : Emojis.draw(draws);
      long at = message.at + delay(draws);
      int member =
          draws.chance(0.04) ? stage.cast.drawBot(draws) : stage.cast.drawMember(draws, message.at);
      if (ledger.claim(member, emoji)) {
        boolean concerned = course == Course.CLEARED || emoji == favourite;
        tellOne(draws, message, member, emoji, at, concerned ? clearedAt : NEVER);
      }
    }
  }

  private static long delay(Draws draws) {
    int when = draws.below(1000);
    if (when < 600) {
      return draws.soon(Span.SECOND, 20 * Span.MINUTE);
    }
    if (when < 880) {
      return draws.soon(Span.MINUTE, Span.DAY);
    }
    return when < 985
        ? draws.soon(Span.HOUR, 6 * Span.DAY)
        : draws.between(6 * Span.DAY, 40 * Span.DAY);
  }

  private void tellOne(
      Draws draws, Message message, int member, int emoji, long firstAt, long clearedAt) {
    long standsSince = NOT_STANDING;
    long at = firstAt;
    String habit = habits.deal(draws);
    for (int i = 0; i < habit.length(); i++) {
      if (stage.sees(at)) {
        // A clearing between the last step and this one has taken the reaction away.
        standsSince = standsSince < clearedAt && clearedAt < at ? NOT_STANDING : standsSince;
        if (habit.charAt(i) == '+') {
          ledger.add(message, member, emoji, at);
          standsSince = standsSince == NOT_STANDING ? at : standsSince;
        } else {
          ledger.remove(message, member, emoji, at);
          standsSince = NOT_STANDING;
        }
      }
      at += Span.SECOND + draws.soon(0, 2 * Span.DAY);
    }
    boolean clearedLast = standsSince < clearedAt && clearedAt != NEVER;
    if (standsSince != NOT_STANDING && !clearedLast) {
      ledger.stands(message, member, emoji, standsSince, 1);
    }
  }
}
