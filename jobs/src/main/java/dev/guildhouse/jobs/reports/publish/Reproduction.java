package dev.guildhouse.jobs.reports.publish;

import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.render.ReportFiles;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.hash.Sha256;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.reports.ReportManifest.ContentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renders a published report once more from the content that was saved with it, and compares the bytes
 * with what its manifest says.
 */
public final class Reproduction {
  private final Path reports;

  /**
   * @param reports the folder of all reports, where the content is looked for when it does not lie
   *     beside the manifest
   */
  public Reproduction(Path reports) {
    this.reports = reports;
  }

  /** How it ended. */
  public enum Outcome {
    /** Every file is the same, byte by byte. */
    SAME,
    /** Some file is another one, under the same Java. */
    DIFFERENT,
    /** What it was rendered from, or with, is not there any more. */
    NOT_REPRODUCIBLE
  }

  /**
   * What came of one file.
   *
   * @param published its SHA-256 in the manifest; null when the manifest knows no such file
   * @param rendered its SHA-256 now; null when it was not rendered
   */
  public record File(
      String name, @Nullable String published, @Nullable String rendered) {
    public boolean isSame() {
      return published != null && published.equals(rendered);
    }
  }

  /**
   * What came of it.
   *
   * @param reason why not; empty when all is the same
   * @param files by name; empty when nothing was rendered
   */
  public record Result(Outcome outcome, String reason, List<File> files) {
    static Result not(String reason) {
      return new Result(Outcome.NOT_REPRODUCIBLE, reason, List.of());
    }
  }

  /** The Java that renders here. */
  static String java() {
    return Runtime.version() + " " + System.getProperty("java.vendor", "");
  }

  /**
   * Renders.
   *
   * @param manifestFile a manifest, where the report lies or copied from there
   * @param scratch an empty folder
   */
  public Result of(Path manifestFile, Path scratch) {
    if (!Files.isRegularFile(manifestFile)) {
      return Result.not("there is no manifest " + manifestFile
          + "; reports that name somebody who was forgotten are deleted whole");
    }
    ReportManifest manifest;
    try {
      manifest = ReportManifest.read(manifestFile);
    } catch (IOException e) {
      throw WarehouseException.usage(
          "reproduce " + manifestFile,
          "it is no manifest of a report",
          "Give a manifest.json below " + reports);
    }
    Optional<Path> content = content(manifestFile, manifest);
    if (content.isEmpty()) {
      return Result.not("the saved content " + ReportFiles.CONTENT
          + " is gone; an erasure or the retention of reports may have taken it");
    }
    try {
      return of(manifest, content.get(), scratch);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "reproduce " + manifestFile,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the report can be read and that there is room.",
          e);
    }
  }

  private static Result of(ReportManifest manifest, Path content, Path scratch) throws IOException {
    String saved = Sha256.of(content);
    boolean isContent = manifest.inputs().stream()
        .anyMatch(
            input -> input.name().equals(ReportFiles.CONTENT) && input.sha256().equals(saved));
    if (!isContent) {
      return Result.not(content + " is not the content that the manifest describes");
    }
    ReportFiles.write(ReportContent.read(content), scratch);
    List<File> files = compared(manifest, scratch);
    if (files.stream().allMatch(File::isSame)) {
      return new Result(Outcome.SAME, "", files);
    }
    String published = manifest.java();
    return published != null && !published.equals(java())
        ? new Result(
            Outcome.NOT_REPRODUCIBLE,
            "it was rendered by Java " + published + ", and this is Java " + java(),
            files)
        : new Result(Outcome.DIFFERENT, "it renders to other bytes than those published", files);
  }

  private static List<File> compared(ReportManifest manifest, Path scratch) throws IOException {
    Map<String, String> rendered = new TreeMap<>();
    try (Stream<Path> all = Files.list(scratch)) {
      for (Path file : all.toList()) {
        rendered.put(file.getFileName().toString(), Sha256.of(file));
      }
    }
    List<File> files = new ArrayList<>();
    for (ContentFile file : manifest.files()) {
      files.add(new File(file.name(), file.sha256(), rendered.remove(file.name())));
    }
    rendered.forEach((name, sha256) -> files.add(new File(name, null, sha256)));
    return files;
  }

  /** Beside the manifest, or where the report was published. */
  private Optional<Path> content(Path manifestFile, ReportManifest manifest) {
    Path published = ReportPublisher.folder(
            reports,
            manifest.guildId(),
            manifest.report(),
            new ReportPeriod(manifest.period()),
            manifest.revision())
        .file(ReportFiles.CONTENT);
    return Stream.of(manifestFile.toAbsolutePath().resolveSibling(ReportFiles.CONTENT), published)
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
