package dev.guildhouse.schedules.operations.queue;

import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.time.DayRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * A report that is to be posted.
 *
 * @param revision rises when a report of the same period is written again
 * @param manifestPath the manifest, below the folder of reports, with slashes
 */
public record NewDelivery(
    long guildId,
    String report,
    DayRange period,
    int revision,
    long channelId,
    String manifestPath) {
  private static final int ID_BYTES = 8;

  /**
   * The delivery of a report that is written, if it is to be posted.
   *
   * @param reports the folder of all reports
   */
  public static Optional<NewDelivery> of(Path reports, ReportFolder folder) {
    return Optional.ofNullable(folder.manifest().channelId())
        .map(channel -> to(channel, reports, folder));
  }

  /**
   * The delivery of a report that is written to a channel, whatever channel its manifest names.
   *
   * @param reports the folder of all reports
   */
  public static NewDelivery to(long channelId, Path reports, ReportFolder folder) {
    ReportManifest manifest = folder.manifest();
    StringJoiner path = new StringJoiner("/");
    reports.relativize(folder.manifestFile()).forEach(part -> path.add(part.toString()));
    return new NewDelivery(
        manifest.guildId(),
        manifest.report(),
        manifest.period(),
        manifest.revision(),
        channelId,
        path.toString());
  }

  /**
   * 16 hexadecimal digits that stand for guild, report, period and revision. They are in the footer
   * of the post, so a post is recognised even by a queue that was lost and filled anew.
   */
  public String id() {
    String unique =
        guildId + "/" + report + "/" + period.from() + "/" + period.to() + "/" + revision;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(unique.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
