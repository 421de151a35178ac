package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.collector.discord.PostingRights;
import dev.guildhouse.schedules.commands.Rooms;
import java.util.Optional;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import org.jspecify.annotations.Nullable;

/** The channels of a guild that a member can see. */
record SeenRooms(Member member) implements Rooms {
  @Override
  public Optional<String> whyNotPost(long channelId) {
    return seen(channelId) == null
        ? Optional.of(PostingRights.noSuchChannel(channelId))
        : PostingRights.whyNotPost(member.getGuild(), channelId);
  }

  @Override
  public String name(long channelId) {
    GuildChannel channel = seen(channelId);
    return channel == null ? Long.toString(channelId) : "#" + channel.getName();
  }

  private @Nullable GuildChannel seen(long channelId) {
    GuildChannel channel = member.getGuild().getGuildChannelById(channelId);
    return channel != null && member.hasPermission(channel, Permission.VIEW_CHANNEL)
        ? channel
        : null;
  }
}
