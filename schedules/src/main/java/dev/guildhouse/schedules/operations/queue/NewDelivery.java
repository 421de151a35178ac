package dev.guildhouse.schedules.operations.queue;

import dev.guildhouse.schema.hash.Sha256;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A report that is to be posted to a channel.
 *
 * @param id 16 hexadecimal digits that stand for guild, report, period and revision, and for the
 *     channel where it is not the one that the manifest names first. They are in the footer of the
 *     post, so a post is recognised even by a queue that was lost and filled anew
 * @param revision rises when a report of the same period is written again
 * @param manifestPath the manifest, below the folder of reports, with slashes
 */
public record NewDelivery(
    String id,
    long guildId,
    String report,
    DayRange period,
    int revision,
    long channelId,
    String manifestPath) {
  private static final int ID_DIGITS = 16;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{" + ID_DIGITS + "}");

  /** Whether a text can be the id of a delivery. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The delivery to the channel that the report was written for. */
  public NewDelivery(
      long guildId,
      String report,
      DayRange period,
      int revision,
      long channelId,
      String manifestPath) {
    this(
        id(guildId, report, period, revision, ""),
        guildId,
        report,
        period,
        revision,
        channelId,
        manifestPath);
  }

  /**
   * The deliveries of a report that is written, one for each channel it is to be posted to.
   *
   * @param reports the folder of all reports
   */
  public static List<NewDelivery> of(Path reports, ReportFolder folder) {
    ReportManifest manifest = folder.manifest();
    return Stream.concat(
            Stream.ofNullable(manifest.channelId()), manifest.moreChannelIds().stream())
        .distinct()
        .map(channel -> to(channel, reports, folder))
        .toList();
  }

  /**
   * The delivery of a report that is written to a channel, whatever channels its manifest names.
   *
   * @param reports the folder of all reports
   */
  public static NewDelivery to(long channelId, Path reports, ReportFolder folder) {
    ReportManifest manifest = folder.manifest();
    StringJoiner path = new StringJoiner("/");
    reports.relativize(folder.manifestFile()).forEach(part -> path.add(part.toString()));
    String channel = Objects.equals(manifest.channelId(), channelId) ? "" : "/" + channelId;
    return new NewDelivery(
        id(manifest.guildId(), manifest.report(), manifest.period(), manifest.revision(), channel),
        manifest.guildId(),
        manifest.report(),
        manifest.period(),
        manifest.revision(),
        channelId,
        path.toString());
  }

  private static String id(
      long guildId, String report, DayRange period, int revision, String channel) {
    String unique =
        guildId + "/" + report + "/" + period.from() + "/" + period.to() + "/" + revision + channel;
    return Sha256.of(unique).substring(0, ID_DIGITS);
  }
}
