package dev.guildhouse.schema.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one report, {@code GUILD/REPORT/FIRST_LAST/REVISION} below the folder of all
 * reports. Its manifest is written last, so a folder without one is not finished.
 *
 * @param path absolute
 */
public record ReportFolder(Path path) {
  public static final String MANIFEST = "manifest.json";

  /** Below the folder of reports, where a manifest lies. */
  private static final int MANIFEST_DEPTH = 5;

  private static final JsonMapper JSON = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .enable(SerializationFeature.INDENT_OUTPUT)
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      // A newer program may say more.
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  /** The folder that a report belongs in. */
  public static ReportFolder of(
      Path reports, long guildId, String report, DayRange period, int revision) {
    return new ReportFolder(reports
        .resolve(Long.toString(guildId))
        .resolve(report)
        .resolve(period.from() + "_" + period.to().minusDays(1))
        .resolve(Integer.toString(revision)));
  }

  /** The folder that a manifest lies in. */
  public static ReportFolder ofManifest(Path manifest) {
    Path folder = manifest.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(manifest + " lies in no folder");
    }
    return new ReportFolder(folder);
  }

  /** Every finished report there is, in the order of their paths. */
  public static List<ReportFolder> all(Path reports) {
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> files =
        Files.find(reports, MANIFEST_DEPTH, (file, attributes) -> file.endsWith(MANIFEST))) {
      return files.sorted().map(ReportFolder::ofManifest).toList();
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          "list the reports in " + reports, String.valueOf(e.getMessage()), "", e);
    }
  }

  public Path manifestFile() {
    return path.resolve(MANIFEST);
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  /** Writes the document under a name, as one of the files that the manifest then lists. */
  public void write(String name, ReportDocument document) throws IOException {
    DurableFiles.publishText(text(document), file(name));
  }

  /** Finishes the report: from now on it counts. */
  public void finish(ReportManifest manifest) throws IOException {
    DurableFiles.publishText(text(manifest), manifestFile());
  }

  /** Name, hash and size of a file that was written. */
  public ReportManifest.ReportFile describe(String name) throws IOException {
    return new ReportManifest.ReportFile(name, sha256(file(name)), Files.size(file(name)));
  }

  /** The manifest; throws if it is missing or cannot be understood. */
  public ReportManifest manifest() {
    try {
      return JSON.readValue(manifestFile().toFile(), ReportManifest.class);
    } catch (IOException e) {
      throw unreadable(manifestFile(), e);
    }
  }

  /** The document; throws if it or any file is not what the manifest says. */
  public ReportDocument document(ReportManifest manifest) {
    for (ReportManifest.ReportFile file : manifest.files()) {
      verify(file);
    }
    Path document = file(manifest.documentFile());
    try {
      return JSON.readValue(document.toFile(), ReportDocument.class);
    } catch (IOException e) {
      throw unreadable(document, e);
    }
  }

  private void verify(ReportManifest.ReportFile expected) {
    Path file = file(expected.name());
    try {
      if (!sha256(file).equals(expected.sha256())) {
        throw WarehouseException.failed(
            "use the report in " + path,
            expected.name() + " is not the file that the manifest describes",
            "Write the report again; it gets a new revision.");
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static WarehouseException unreadable(Path file, IOException cause) {
    return WarehouseException.failed(
        "read " + file,
        cause.getClass().getSimpleName() + ": " + String.valueOf(cause.getMessage()),
        "Write the report again; it gets a new revision.",
        cause);
  }

  private static String text(Object value) throws JsonProcessingException {
    return JSON.writeValueAsString(value) + "\n";
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
