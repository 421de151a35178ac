package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;

/**
 * Reactions that nobody saw being given and that an export or REST found on the message later: a
 * total per emoji, and sometimes who. They stand at the message's own time.
 *
 * <p>Nothing is taken back or added after a total was found: how much of a total outlives a removal
 * nobody can know.
 */
final class FoundReactions {
  private final Stage stage;
  private final ReactionLedger ledger;

  FoundReactions(Stage stage, ReactionLedger ledger) {
    this.stage = stage;
    this.ledger = ledger;
  }

  /** Only totals, sometimes a second one later; the newest stands, as the unknown member's. */
  void tellCounted(Draws draws, Message message) {
    int emoji = Emojis.draw(draws);
    long at = message.at;
    int newest = 0;
    for (int look = draws.from(1, 2); look > 0; look--) {
      at += draws.between(Span.HOUR, 2 * Span.DAY);
      if (stage.sees(at)) {
        newest = draws.from(look == 1 ? 0 : 1, 20);
        ledger.found(message, Cast.UNKNOWN, emoji, at, newest);
      }
    }
    ledger.stands(message, Cast.UNKNOWN, emoji, message.at, newest);
  }

  /**
   * A total and names: of members whose reaction was seen when it was given, which counts there, of
   * others, and some reactions that bear no name.
   */
  void tellNamed(Draws draws, Message message) {
    int emoji = Emojis.draw(draws);
    long foundAt = message.at + draws.between(2 * Span.HOUR, 2 * Span.DAY);
    boolean looked = stage.sees(foundAt);
    int named = 0;
    for (int i = draws.from(2, 6); i > 0; i--) {
      int member = stage.cast.drawMember(draws, message.at);
      long at = message.at + draws.soon(Span.SECOND, Span.HOUR);
      boolean seen = i > 2 && stage.sees(at);
      if ((seen || looked) && ledger.claim(member, emoji)) {
        if (seen) {
          ledger.add(message, member, emoji, at);
        }
        if (looked) {
          ledger.found(message, member, emoji, foundAt, 1);
          named++;
        }
        ledger.stands(message, member, emoji, seen ? at : message.at, 1);
      }
    }
    if (looked) {
      int nameless = draws.below(4);
      ledger.found(message, Cast.UNKNOWN, emoji, foundAt, named + nameless);
      ledger.stands(message, Cast.UNKNOWN, emoji, message.at, nameless);
    }
  }

  /** Names alone; one had been taken back before, one is afterwards, one comes again after that. */
  void tellNamedWithoutTotal(Draws draws, Message message) {
    int emoji = Emojis.draw(draws);
    long before = message.at + draws.between(Span.MINUTE, Span.HOUR);
    long foundAt = before + draws.between(Span.MINUTE, Span.DAY);
    if (!stage.sees(foundAt)) {
      return;
    }
    for (int i = 0; i < 4; i++) {
      int member = stage.cast.drawMember(draws, message.at);
      if (!ledger.claim(member, emoji)) {
        continue;
      }
      if (i == 0 && stage.sees(before)) {
        ledger.remove(message, member, emoji, before);
      }
      ledger.found(message, member, emoji, foundAt, 1);
      long standsSince = message.at;
      boolean stands = true;
      long after = foundAt + draws.between(Span.MINUTE, Span.DAY);
      if (i >= 2 && stage.sees(after)) {
        ledger.remove(message, member, emoji, after);
        long again = after + draws.between(Span.MINUTE, Span.DAY);
        stands = i == 3 && stage.sees(again);
        if (stands) {
          ledger.add(message, member, emoji, again);
          standsSince = again;
        }
      }
      if (stands) {
        ledger.stands(message, member, emoji, standsSince, 1);
      }
    }
    int bot = stage.cast.drawBot(draws);
    ledger.found(message, bot, emoji, foundAt, 1);
  }
}
