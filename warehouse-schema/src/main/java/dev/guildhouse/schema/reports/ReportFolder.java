package dev.guildhouse.schema.reports;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.hash.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of one published report, for whoever reads it: {@code GUILD/REPORT/PERIOD/REVISION}
 * below the folder of all reports.
 */
public record ReportFolder(Path path) {
  /** Below the folder of reports, where a manifest lies. */
  private static final int MANIFEST_DEPTH = 5;

  /** The folder that a manifest lies in. */
  public static ReportFolder ofManifest(Path manifest) {
    Path folder = manifest.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(manifest + " lies in no folder");
    }
    return new ReportFolder(folder);
  }

  /** Every published report there is, in the order of their paths. */
  public static List<ReportFolder> all(Path reports) {
    return StoredFiles.find(
            "reports", reports, MANIFEST_DEPTH, file -> file.endsWith(ReportManifest.FILE_NAME))
        .stream()
        .map(ReportFolder::ofManifest)
        .toList();
  }

  public Path manifestFile() {
    return path.resolve(ReportManifest.FILE_NAME);
  }

  public Path file(String name) {
    return path.resolve(name);
  }

  /** The manifest; throws if it is missing or cannot be understood. */
  public ReportManifest manifest() {
    try {
      return ReportManifest.read(manifestFile());
    } catch (IOException e) {
      throw unreadable(manifestFile(), e);
    }
  }

  /** The document; throws if it or any other file is not what the manifest says. */
  public ReportDocument document(ReportManifest manifest) {
    for (ReportManifest.ContentFile file : manifest.files()) {
      verify(file);
    }
    Path document = file(manifest.documentFile());
    try {
      return ReportDocument.read(document);
    } catch (IOException e) {
      throw unreadable(document, e);
    }
  }

  private void verify(ReportManifest.ContentFile expected) {
    Path file = file(expected.name());
    try {
      if (!Sha256.of(file).equals(expected.sha256())) {
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
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Write the report again; it gets a new revision.",
        cause);
  }
}
