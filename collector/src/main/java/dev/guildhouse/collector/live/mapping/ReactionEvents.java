package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Reactions and poll votes, which bear no time of their own: the time of receipt stands. */
final class ReactionEvents implements EventFamily {
  private static final Map<String, EventType> TYPES = Map.of(
      "MESSAGE_REACTION_ADD", EventType.REACTION_ADD,
      "MESSAGE_REACTION_REMOVE", EventType.REACTION_REMOVE,
      "MESSAGE_REACTION_REMOVE_ALL", EventType.REACTION_REMOVE_ALL,
      "MESSAGE_REACTION_REMOVE_EMOJI", EventType.REACTION_REMOVE_EMOJI,
      "MESSAGE_POLL_VOTE_ADD", EventType.POLL_VOTE_ADD,
      "MESSAGE_POLL_VOTE_REMOVE", EventType.POLL_VOTE_REMOVE);

  @Override
  public Set<String> types() {
    return TYPES.keySet();
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    Payload user = data.child("member").child("user");
    if (user.flag("bot")) {
      guild.noteBot(user.id("id"));
    }
    EventType type = Objects.requireNonNull(TYPES.get(dispatch.type()));
    long messageId = data.id("message_id");
    RawEvent.Builder event = Dispatch.at(
            dispatch.event(type, guild), guild.place(data.id("channel_id")))
        .subjectId(messageId)
        .messageId(messageId)
        .ordinal(dispatch.ordinal())
        .memberKey(guild.key(data.id("user_id"), dispatch.receivedAt()))
        .isBot(guild.isBot(data.id("user_id")));
    if (data.has("answer_id")) {
      event.emoji(data.text("answer_id"));
    } else if (data.has("emoji")) {
      event.emoji(emoji(data.child("emoji")));
    }
    long author = data.id("message_author_id");
    if (guild.isPerson(author)) {
      event.targetKey(guild.target(author, dispatch.receivedAt()));
    }
    events.accept(event.build());
    if (type == EventType.REACTION_ADD && guild.isFlag(data.child("emoji").text("name"))) {
      events.accept(flag(dispatch, guild));
    }
  }

  /** A report by reaction; the same member reports a message once, however often. */
  private static RawEvent flag(Dispatch dispatch, GuildView guild) {
    Payload data = dispatch.data();
    long messageId = data.id("message_id");
    long reporter = guild.key(data.id("user_id"), dispatch.receivedAt());
    return Dispatch.at(dispatch.event(EventType.FLAG, guild), guild.place(data.id("channel_id")))
        .subjectId(EventHash.start().with(messageId).with(reporter).value())
        .messageId(messageId)
        .memberKey(reporter)
        .targetKey(guild.target(data.id("message_author_id"), dispatch.receivedAt()))
        .isBot(guild.isBot(data.id("user_id")))
        .build();
  }

  /** The character, or {@code name:id} of a custom emoji, whose name may be lost. */
  private static String emoji(Payload emoji) {
    return emoji.has("id") ? emoji.text("name") + ":" + emoji.text("id") : emoji.text("name");
  }
}
