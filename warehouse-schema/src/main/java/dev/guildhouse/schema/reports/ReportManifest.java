package dev.guildhouse.schema.reports;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a report's files: where its numbers come from and what each file's content
 * is. Written last, so that a folder with a manifest holds a whole report.
 *
 * @param report name of the report
 * @param guildId guild it tells of
 * @param period the days it covers
 * @param audience who may see it
 * @param revision 1 for the first; one more each time the same report says something else
 * @param release number of the release it was read from
 * @param restated how many numbers of the period had been published and were changed since
 * @param definitions version of the metric definitions
 * @param configurationHash hash of the configuration in force
 * @param files every file but the manifest, by name
 * @param inputs what the files were rendered from
 * @param documentFile the file that holds the {@link ReportDocument}
 * @param channelId where to post it; null when it is not to be posted
 * @param moreChannelIds where else to post it
 * @param createdAt when it was made
 * @param java the Java that rendered the files, which decides their bytes; null in older manifests
 */
public record ReportManifest(
    String report,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long guildId,
    DayRange period,
    Audience audience,
    int revision,
    long release,
    long restated,
    String definitions,
    String configurationHash,
    List<ContentFile> files,
    List<Input> inputs,
    String documentFile,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable Long channelId,

    @JsonSerialize(contentUsing = ToStringSerializer.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    List<Long> moreChannelIds,

    Instant createdAt,
    @Nullable String java) {

  /** The name of the file that holds it. */
  public static final String FILE_NAME = "manifest.json";

  /**
   * A file of the report.
   *
   * @param name its name in the folder of the manifest
   * @param sha256 64 hex digits
   * @param bytes its length
   */
  public record ContentFile(String name, String sha256, long bytes) {}

  /**
   * Something the report was rendered from.
   *
   * @param name what it is
   * @param sha256 64 hex digits
   */
  public record Input(String name, String sha256) {}

  public ReportManifest {
    // Reports that tell no audience were written when all were for moderators.
    audience = Objects.requireNonNullElse(audience, Audience.MODERATORS);
    files = List.copyOf(files);
    inputs = List.copyOf(inputs);
    moreChannelIds = moreChannelIds == null ? List.of() : List.copyOf(moreChannelIds);
  }

  /** As {@code manifest.json} holds it. */
  public String toJson() {
    return ReportJson.write(this);
  }

  /** Reads a {@code manifest.json}. */
  public static ReportManifest read(Path file) throws IOException {
    return ReportJson.read(file, ReportManifest.class);
  }
}
