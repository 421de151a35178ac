package dev.guildhouse.collector.discord;

import java.util.List;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be posted once.
 *
 * @param files at most 10
 * @param controls what stands under it
 * @param role Discord id of the one role that it pings; null for none
 * @param nonce at most 25 characters; repeats within a few minutes are dropped by Discord
 */
public record Post(
    long channelId,
    MessageEmbed embed,
    List<PostFile> files,
    List<ActionRow> controls,
    @Nullable Long role,
    String nonce) {
  public Post {
    files = List.copyOf(files);
    controls = List.copyOf(controls);
  }
}
