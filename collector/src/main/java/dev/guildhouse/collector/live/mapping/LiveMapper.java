package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.Guilds;
import dev.guildhouse.schema.events.RawEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes raw events of what the gateway sends. It touches neither disk nor network: the same dispatches
 * in the same order give the same events. For one thread at a time.
 */
public final class LiveMapper {
  private final Guilds guilds;
  private final Map<String, EventFamily> families = new HashMap<>();

  public LiveMapper(Guilds guilds, ContentAccess content, AfkChannel afk) {
    this.guilds = guilds;
    VoiceEvents voice = new VoiceEvents(afk);
    for (EventFamily family : List.of(
        new MessageEvents(content),
        new ReactionEvents(),
        new ThreadEvents(),
        new MemberEvents(),
        voice,
        new ChannelEvents(),
        new ModerationEvents(),
        new GuildEvents(voice))) {
      family.types().forEach(type -> families.put(type, family));
    }
  }

  /** The events that a dispatch tells of; none for what concerns no guild, or nobody counts. */
  public List<RawEvent> events(Dispatch dispatch) {
    EventFamily family = families.get(dispatch.type());
    long guildId = guildOf(dispatch);
    if (family == null || guildId == 0) {
      return List.of();
    }
    List<RawEvent> events = new ArrayList<>(1);
    family.read(dispatch, guilds.guild(guildId), events::add);
    return events;
  }

  /** The guild that a dispatch is about; 0 when none. */
  public static long guildOf(Dispatch dispatch) {
    return switch (dispatch.type()) {
      case "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE" -> dispatch.data().id("id");
      default -> dispatch.data().id("guild_id");
    };
  }
}
