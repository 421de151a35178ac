package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.guilds.VoiceStay;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who enters, changes and leaves voice, muted or not. The AFK channel may count as nowhere. */
final class VoiceEvents implements EventFamily {
  private final AfkChannel afk;

  VoiceEvents(AfkChannel afk) {
    this.afk = afk;
  }

  @Override
  public Set<String> types() {
    return Set.of("VOICE_STATE_UPDATE");
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload state = dispatch.data();
    MemberEvents.note(state.child("member"), guild);
    long userId = state.id("user_id");
    VoiceStay now = stay(state, guild);
    VoiceStay before = guild.voice(userId).orElse(null);
    guild.setVoice(userId, now);
    if (now == null) {
      // A leave that nobody saw enter closes what another session may have left open.
      if (before != null || !state.has("channel_id")) {
        emit(dispatch, guild, EventType.VOICE_LEAVE, userId, before, events);
      }
    } else if (before == null) {
      emit(dispatch, guild, EventType.VOICE_JOIN, userId, now, events);
    } else if (before.channelId() != now.channelId()) {
      emit(dispatch, guild, EventType.VOICE_MOVE, userId, now, events);
    } else if (!before.equals(now)) {
      emit(dispatch, guild, EventType.VOICE_STATE, userId, now, events);
    }
  }

  /** Opens the stays of all who are in voice when the guild is first described. */
  void present(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    for (Payload state : dispatch.data().children("voice_states")) {
      VoiceStay now = stay(state, guild);
      if (now != null) {
        guild.setVoice(state.id("user_id"), now);
        emit(dispatch, guild, EventType.VOICE_STATE, state.id("user_id"), now, events);
      }
    }
  }

  private @Nullable VoiceStay stay(Payload state, GuildView guild) {
    long channelId = state.id("channel_id");
    boolean isAway = afk == AfkChannel.IS_NOWHERE && channelId == guild.afkChannelId();
    return channelId == 0 || isAway
        ? null
        : new VoiceStay(
            channelId,
            state.flag("mute") || state.flag("self_mute"),
            state.flag("deaf") || state.flag("self_deaf"),
            state.flag("self_stream"),
            state.flag("self_video"));
  }

  private static void emit(
      Dispatch dispatch,
      GuildView guild,
      EventType type,
      long userId,
      @Nullable VoiceStay stay,
      Consumer<RawEvent> events) {
    long key = guild.key(userId, dispatch.receivedAt());
    RawEvent.Builder event = dispatch
        .event(type, guild)
        .subjectId(key)
        .ordinal(dispatch.ordinal())
        .memberKey(key)
        .isBot(guild.isBot(userId));
    if (stay != null) {
      Dispatch.at(event, guild.place(stay.channelId()));
      if (type != EventType.VOICE_LEAVE) {
        event.attributes(state(stay));
      }
    }
    events.accept(event.build());
  }

  private static Map<String, String> state(VoiceStay stay) {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("muted", Boolean.toString(stay.isMuted()));
    attributes.put("deafened", Boolean.toString(stay.isDeafened()));
    attributes.put("streaming", Boolean.toString(stay.isStreaming()));
    attributes.put("video", Boolean.toString(stay.isOnVideo()));
    return attributes;
  }
}
