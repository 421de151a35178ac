package dev.guildhouse.schema.reports;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a report was made from and which files it is made of. Guild, report, period and revision
 * together are unique.
 *
 * @param revision 1 at first; rises when the report of a period is written again
 * @param release the release whose tables were read
 * @param definitions version of the metric definitions that held
 * @param configurationHash of the configuration that held
 * @param files everything in the folder but the manifest
 * @param inputs names of those files that all others are rendered from
 * @param documentFile the file that holds the {@link ReportDocument}
 * @param channelId the channel to post it to; null if it is only written
 */
public record ReportManifest(
    String report,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long guildId,
    DayRange period,
    int revision,
    long release,
    String definitions,
    String configurationHash,
    List<ReportFile> files,
    List<String> inputs,
    String documentFile,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long channelId,
    Instant createdAt) {
  /** Names that no file system, archive or chat service changes. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  /**
   * A file of a report.
   *
   * @param sha256 in hex
   * @param size bytes
   */
  public record ReportFile(String name, String sha256, long size) {
    public ReportFile {
      requireName(name);
    }
  }

  public ReportManifest {
    requireName(report);
    files = List.copyOf(files);
    inputs = List.copyOf(inputs);
    if (revision < 1) {
      throw new IllegalArgumentException("revision " + revision + " is not positive");
    }
    if (files.stream().noneMatch(file -> file.name().equals(documentFile))) {
      throw new IllegalArgumentException(
          "the document " + documentFile + " is not among the files");
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" holds more than letters, digits, dots, dashes and underscores");
    }
  }
}
