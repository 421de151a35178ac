package dev.guildhouse.collector.discord;

import java.util.List;

/**
 * A message of our own that stands in a channel.
 *
 * @param footer the text of its embed's footer; empty if it has none
 * @param fileNames the files that came with it, attached or shown by its embed
 */
public record PostedMessage(long id, String footer, List<String> fileNames) {
  public PostedMessage {
    fileNames = List.copyOf(fileNames);
  }
}
