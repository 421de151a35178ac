package dev.guildhouse.collector.discord;

import java.nio.file.Path;
import java.util.List;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.entities.MessageEmbed;

/**
 * A message that is to be posted once.
 *
 * @param files at most 10; they keep their names, which have to be of letters, digits, dot, dash and
 *     underscore, because Discord changes others
 * @param controls what stands under it
 * @param nonce at most 25 characters; repeats within a few minutes are dropped by Discord
 */
public record Post(
    long channelId, MessageEmbed embed, List<Path> files, List<ActionRow> controls, String nonce) {
  public Post {
    files = List.copyOf(files);
    controls = List.copyOf(controls);
  }
}
