package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Hits of AutoMod, and what moderators do as the audit log tells it. */
final class ModerationEvents implements EventFamily {
  /** One hit comes once for each action of its rule, all at once. */
  private static final Duration ONE_HIT = Duration.ofSeconds(2);

  /** An action of AutoMod that tells moderators of the hit. */
  private static final int SEND_ALERT = 2;

  private static final int MEMBER_UPDATE = 24;
  private static final int MESSAGE_BULK_DELETE = 73;
  private static final int THREAD_DELETE = 112;

  /** Entries of the audit log that are acts of moderation, whatever they change. */
  private static final Map<Integer, String> ACTIONS = Map.of(
      20,
      "kick",
      21,
      "prune",
      22,
      "ban",
      23,
      "unban",
      26,
      "voice_move",
      27,
      "voice_disconnect",
      72,
      "message_delete",
      MESSAGE_BULK_DELETE,
      "message_bulk_delete",
      THREAD_DELETE,
      "thread_delete");

  /** Entries whose target is no member. */
  private static final Set<Integer> ON_THINGS = Set.of(MESSAGE_BULK_DELETE, THREAD_DELETE);

  @Override
  public Set<String> types() {
    return Set.of("AUTO_MODERATION_ACTION_EXECUTION", "GUILD_AUDIT_LOG_ENTRY_CREATE");
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    if (dispatch.type().equals("GUILD_AUDIT_LOG_ENTRY_CREATE")) {
      action(dispatch.data())
          .ifPresent(action -> events.accept(entry(dispatch, guild, action).build()));
    } else {
      hit(dispatch, guild, events);
    }
  }

  private static void hit(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    long userId = data.id("user_id");
    String hit = "hit " + data.id("rule_id") + " " + userId + " " + data.id("channel_id");
    boolean isAlert = data.child("action").number("type") == SEND_ALERT;
    if (isAlert && !guild.moments().isRepeat("alert " + hit, dispatch.receivedAt(), ONE_HIT)) {
      // Who is alerted is asked to look, as by a report of a member.
      events.accept(about(dispatch, guild, EventType.FLAG, userId).build());
    }
    if (guild.moments().isRepeat(hit, dispatch.receivedAt(), ONE_HIT)) {
      return;
    }
    events.accept(about(dispatch, guild, EventType.AUTOMOD_HIT, userId)
        .attributes(Map.of("trigger", Integer.toString(data.number("rule_trigger_type"))))
        .build());
  }

  private static RawEvent.Builder about(
      Dispatch dispatch, GuildView guild, EventType type, long userId) {
    Payload data = dispatch.data();
    return Dispatch.at(dispatch.event(type, guild), guild.place(data.id("channel_id")))
        .subjectId(dispatch.ordinal())
        .messageId(data.id("message_id"))
        .targetKey(guild.target(userId, dispatch.receivedAt()));
  }

  private static RawEvent.Builder entry(Dispatch dispatch, GuildView guild, String action) {
    Payload entry = dispatch.data();
    Instant at = entry.madeAt("id");
    long moderator = entry.id("user_id");
    long target = ON_THINGS.contains(entry.number("action_type")) ? 0 : entry.id("target_id");
    Payload options = entry.child("options");
    Map<String, String> attributes = new TreeMap<>(Map.of("action", action));
    if (options.has("count")) {
      attributes.put("count", options.text("count"));
    }
    RawEvent.Builder event = dispatch.event(EventType.MODERATOR_ACTION, guild, at);
    if (options.has("channel_id")) {
      Dispatch.at(event, guild.place(options.id("channel_id")));
    }
    return event
        .subjectId(entry.id("id"))
        .memberKey(guild.key(moderator, at))
        .isBot(guild.isBot(moderator))
        .targetKey(guild.target(target, at))
        .attributes(attributes);
  }

  private static Optional<String> action(Payload entry) {
    int type = entry.number("action_type");
    if (type != MEMBER_UPDATE) {
      return Optional.ofNullable(ACTIONS.get(type));
    }
    // A changed nickname is no moderation.
    for (Payload change : entry.children("changes")) {
      boolean isOn = change.has("new_value") && !change.text("new_value").equals("false");
      switch (change.text("key")) {
        case "communication_disabled_until" -> {
          return Optional.of(isOn ? "timeout" : "timeout_removed");
        }
        case "mute" -> {
          return Optional.of(isOn ? "voice_mute" : "voice_unmute");
        }
        case "deaf" -> {
          return Optional.of(isOn ? "voice_deafen" : "voice_undeafen");
        }
        default -> {
          // Not an act of moderation; another change of the entry may be.
        }
      }
    }
    return Optional.empty();
  }
}
