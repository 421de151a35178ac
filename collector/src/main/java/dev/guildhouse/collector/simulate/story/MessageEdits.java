package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;

/** How messages change after they were written: links unfurl, authors edit, moderators pin. */
final class MessageEdits {
  /** What happens to the content of one message, told in this order. */
  private record Changes(boolean unfurls, int edits, long latest, boolean pinned) {}

  private static final long SOON = 30 * Span.MINUTE;
  private static final long LATE = 9 * Span.DAY;

  private final Stage stage;
  private final Deck<Changes> deck = new Deck<Changes>()
      .with(158, new Changes(false, 0, SOON, false))
      .with(18, new Changes(true, 0, SOON, false))
      .with(14, new Changes(false, 1, SOON, false))
      .with(3, new Changes(false, 2, SOON, false))
      .with(3, new Changes(true, 1, SOON, false))
      .with(2, new Changes(false, 1, LATE, false))
      .with(1, new Changes(true, 3, LATE, true))
      .with(1, new Changes(false, 0, SOON, true));

  MessageEdits(Stage stage) {
    this.stage = stage;
  }

  void tell(Draws draws, Message message) {
    if (message.system) {
      return;
    }
    Changes changes = deck.deal(draws);
    long at = message.at + Span.SECOND;
    if (changes.unfurls()) {
      at = draws.between(at, at + 3 * Span.SECOND);
      if (stage.sees(at)) {
        message.embeds = message.embeds + draws.few(4);
        update(message, at);
      }
    }
    for (int i = 0; i < changes.edits(); i++) {
      at = at + Span.SECOND + draws.soon(0, changes.latest());
      if (stage.sees(at)) {
        edit(draws, message, at);
      }
    }
    if (changes.pinned()) {
      at = at + Span.SECOND + draws.soon(0, changes.latest());
      if (stage.sees(at)) {
        update(message, at);
      }
    }
  }

  private void edit(Draws draws, Message message, long at) {
    message.edited = true;
    message.length = (int) draws.soon(1, 2000);
    message.mentions = draws.chance(0.3) ? draws.below(4) : message.mentions;
    message.attachments = draws.chance(0.3) ? 0 : message.attachments;
    // An edit can take a link away; the embed was there all the same.
    message.embeds = draws.chance(0.3) ? 0 : message.embeds;
    message.question = draws.chance(0.2) ? !message.question : message.question;
    RawEvent.Builder event = stage
        .event(EventType.MESSAGE_UPDATE, message.id, at)
        .ordinal(at)
        .editedAt(Span.instant(at))
        .isEdit(true);
    emit(message, event, at);
  }

  private void update(Message message, long at) {
    emit(message, stage.repeatable(EventType.MESSAGE_UPDATE, message.id, at), at);
  }

  private void emit(Message message, RawEvent.Builder event, long at) {
    // Only a create says that a message waits for approval.
    stage.emit(message.tell(stage, event).isPending(false), at);
  }
}
