package dev.guildhouse.schedules.delivery;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.discord.Post;
import dev.guildhouse.collector.discord.PostFile;
import dev.guildhouse.collector.discord.PostedMessage;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import org.jspecify.annotations.Nullable;

/**
 * Which message of a report is next, given those that stand in the channel: first the embed with as
 * many files as fit, then the other files.
 *
 * @param made files that are in memory alone, by name, in place of those of the folder
 * @param controls what stands under the embed
 * @param role Discord id of the one role that is pinged; null for none
 */
record PostPlan(
    String deliveryId,
    long channelId,
    ReportDocument report,
    ReportFolder folder,
    Map<String, String> made,
    List<ActionRow> controls,
    @Nullable Long role) {
  /** Room for the embed and the boundaries between the parts. */
  private static final long ENVELOPE_BYTES = 1L << 20;

  /** How files are spread over messages. */
  enum Packing {
    /** As many as Discord's limits allow. */
    TIGHT,
    /** The chart with the embed, every other file alone: for a server with tighter limits. */
    SINGLE
  }

  /** The next message, or nothing if all of it stands. */
  Optional<Post> next(Collection<PostedMessage> standing, Packing packing) {
    boolean hasEmbed = standing.stream()
        .anyMatch(message -> message.footer().equals(ReportEmbed.footer(deliveryId)));
    List<String> missing = files();
    standing.forEach(message -> missing.removeAll(message.fileNames()));
    if (hasEmbed && missing.isEmpty()) {
      return Optional.empty();
    }
    List<String> files = hasEmbed ? firstOf(missing, packing) : besideEmbed(missing, packing);
    // The same message has the same nonce, whichever process posts it.
    int position = hasEmbed ? 1 + files().indexOf(files.get(0)) : 0;
    return Optional.of(new Post(
        channelId,
        hasEmbed ? ReportEmbed.ofMoreFiles(report, deliveryId) : ReportEmbed.of(report, deliveryId),
        files.stream().map(this::file).toList(),
        hasEmbed ? List.of() : controls,
        hasEmbed ? null : role,
        deliveryId + "-" + position));
  }

  /** The message that holds the embed, among those that stand. */
  static boolean isOf(String deliveryId, PostedMessage message) {
    return message.footer().equals(ReportEmbed.footer(deliveryId))
        || message.footer().equals(ReportEmbed.moreFooter(deliveryId));
  }

  /** Names of files that are larger than a limit. */
  List<String> largerThan(long bytes) {
    return files().stream().filter(name -> size(name) > bytes).toList();
  }

  /** All files; the chart first, because only what comes with the embed is shown by it. */
  List<String> files() {
    List<String> files = new ArrayList<>(report.attachments());
    String image = report.image();
    if (image != null) {
      files.remove(image);
      files.add(0, image);
    }
    return files;
  }

  private List<String> besideEmbed(List<String> missing, Packing packing) {
    if (packing == Packing.TIGHT) {
      return missing.isEmpty() ? missing : firstOf(missing, packing);
    }
    return missing.stream().filter(name -> name.equals(report.image())).toList();
  }

  private List<String> firstOf(List<String> missing, Packing packing) {
    if (packing == Packing.SINGLE) {
      return missing.subList(0, 1);
    }
    long room = DiscordConnection.REQUEST_BYTES - ENVELOPE_BYTES;
    List<String> files = new ArrayList<>();
    for (String name : missing) {
      room -= size(name);
      boolean isFull = files.size() == DiscordConnection.FILES || room < 0;
      if (isFull && !files.isEmpty()) {
        break;
      }
      files.add(name);
    }
    return files;
  }

  private PostFile file(String name) {
    String text = made.get(name);
    return text == null ? PostFile.of(folder.file(name)) : PostFile.of(name, text);
  }

  private long size(String name) {
    String text = made.get(name);
    try {
      return text == null
          ? Files.size(folder.file(name))
          : text.getBytes(StandardCharsets.UTF_8).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
