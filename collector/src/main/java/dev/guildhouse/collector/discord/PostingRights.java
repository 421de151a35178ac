package dev.guildhouse.collector.discord;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;

/** Whether the bot may post reports in a channel of a guild. */
public final class PostingRights {
  /** Reading back is how it is found out what stands there already. */
  private static final List<Permission> NEEDED = List.of(
      Permission.VIEW_CHANNEL,
      Permission.MESSAGE_EMBED_LINKS,
      Permission.MESSAGE_ATTACH_FILES,
      Permission.MESSAGE_HISTORY);

  private PostingRights() {}

  /** Why it may not, to complete "Cannot …:"; nothing if it may. */
  public static Optional<String> whyNotPost(Guild guild, long channelId) {
    GuildMessageChannel channel = guild.getChannelById(GuildMessageChannel.class, channelId);
    if (channel == null) {
      return Optional.of(noSuchChannel(channelId));
    }
    Permission sending = channel instanceof ThreadChannel
        ? Permission.MESSAGE_SEND_IN_THREADS
        : Permission.MESSAGE_SEND;
    String missing = Stream.concat(Stream.of(sending), NEEDED.stream())
        .filter(permission -> !guild.getSelfMember().hasPermission(channel, permission))
        .map(permission -> "\"" + permission.getName() + "\"")
        .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("the bot lacks the permission " + missing + " there");
  }

  /** The same of a channel that is hidden, deleted, or another guild's. */
  public static String noSuchChannel(long channelId) {
    return "channel " + channelId + " is no channel for messages in this guild, or is hidden";
  }
}
