package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.schema.events.RawEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A guild as it is when a session begins: its channels as far as they are new or changed, and who is
 * in voice.
 */
final class GuildEvents implements EventFamily {
  private final VoiceEvents voice;

  GuildEvents(VoiceEvents voice) {
    this.voice = voice;
  }

  @Override
  public Set<String> types() {
    return Set.of("GUILD_CREATE");
  }

  @Override
  public void read(Dispatch dispatch, GuildView guild, Consumer<RawEvent> events) {
    Payload data = dispatch.data();
    if (data.flag("unavailable")) {
      return;
    }
    guild.forgetThreadsAndVoice();
    guild.setMembers(data.number("member_count"));
    guild.setAfkChannel(data.id("afk_channel_id"));
    data.children("roles").forEach(role -> ChannelEvents.noteRole(role, guild));
    data.children("members").forEach(member -> MemberEvents.noteWithRoles(member, guild));
    Set<Long> listed = new HashSet<>();
    for (Payload channel : data.children("channels")) {
      listed.add(channel.id("id"));
      ChannelEvents.seen(dispatch, guild, channel, events);
    }
    guild.channels().keySet().stream()
        .filter(known -> !listed.contains(known))
        .forEach(guild::removeChannel);
    data.children("threads").forEach(thread -> ThreadEvents.note(thread, guild));
    voice.present(dispatch, guild, events);
  }
}
