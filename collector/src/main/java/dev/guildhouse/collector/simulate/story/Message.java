package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.schema.events.RawEvent;

/** A message as it stands at the moment; its story changes it. */
final class Message {
  final long id;
  final long at;
  final int author;
  final int channel;

  /** The thread it stands in; 0 when it stands in the channel itself. */
  final long thread;

  boolean system;
  boolean starter;
  boolean reply;
  boolean pending;
  boolean edited;

  /** Whose message it answers, as a number of the cast. */
  int target = Cast.UNKNOWN;

  /** Whether the collector may see what is in it. */
  boolean contentKnown = true;

  boolean question;
  boolean poll;
  int attachments;
  int embeds;
  int mostEmbeds;
  int stickers;
  int mentions;
  int roleMentions;
  int length;

  Message(long id, long at, int author, int channel, long thread) {
    this.id = id;
    this.at = at;
    this.author = author;
    this.channel = channel;
    this.thread = thread;
  }

  /** Whether it counts as a member's message. */
  boolean isMembers(Cast cast) {
    return cast.isMember(author) && !system;
  }

  /** Whom reactions on it are credited to: nobody when no member wrote it. */
  int credited(Cast cast) {
    return isMembers(cast) ? author : Cast.UNKNOWN;
  }

  /** Where it stands. */
  RawEvent.Builder place(Stage stage, RawEvent.Builder event) {
    return stage.in(event, channel).threadId(thread).messageId(id);
  }

  /** All that a create or an update tells. */
  RawEvent.Builder tell(Stage stage, RawEvent.Builder event) {
    mostEmbeds = Math.max(mostEmbeds, embeds);
    stage
        .by(place(stage, event), author)
        .targetKey(stage.cast.key(target))
        .isSystem(system)
        .isReply(reply)
        .isPending(pending)
        .isThreadStarter(starter)
        .stickers(stickers)
        .mentions(mentions)
        .roleMentions(roleMentions);
    if (contentKnown) {
      event
          .isQuestion(question)
          .hasPoll(poll)
          .attachments(attachments)
          .embeds(embeds)
          .textLength(length);
    }
    return event;
  }
}
