package dev.guildhouse.jobs.reports.publish;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.publish.Published.Outcome;
import dev.guildhouse.jobs.reports.render.ReportFiles;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.hash.Sha256;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;
import dev.guildhouse.schema.reports.ReportManifest.ContentFile;
import dev.guildhouse.schema.reports.ReportManifest.Input;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts reports into {@code reports/<guild>/<report>/<period>/revision-<n>/}. A folder appears there
 * by one rename, whole and with its manifest; what says the same as the newest revision is not
 * published again.
 */
public final class ReportPublisher {
  private static final String REVISION = "revision-";

  private final Home home;
  private final Clock clock;
  private final String configurationHash;

  /**
   * A publisher into a home.
   *
   * @param clock dates the manifests; nothing else of a report depends on it
   * @param configurationHash hash of the configuration in force
   */
  public ReportPublisher(Home home, Clock clock, String configurationHash) {
    this.home = home;
    this.clock = clock;
    this.configurationHash = configurationHash;
  }

  /**
   * Builds, renders and publishes a report.
   *
   * @param channelId where it is to be posted, or null when it is not
   * @param more where else it is to be posted
   * @throws WarehouseException when it cannot be drawn or written; then nothing is published
   */
  public Published publish(
      Report report,
      ReportRequest request,
      TableReader tables,
      @Nullable Long channelId,
      List<Long> more) {
    report.check(request);
    ReportContent content = report.build(request, tables);
    try {
      Files.createDirectories(home.temporary());
      Path staged = Files.createTempDirectory(home.temporary(), "report");
      try {
        ReportFiles.write(content, staged);
        return publish(content, staged, tables.release(), channelId, more);
      } finally {
        delete(staged);
      }
    } catch (IOException | UncheckedIOException e) {
      throw WarehouseException.failed(
          "write the report " + report.name() + " of guild " + request.guildId() + " for "
              + request.period(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Nothing was published. See that " + home.root() + " can be written and has room, then"
              + " run it again.",
          e);
    }
  }

  private Published publish(
      ReportContent content, Path staged, long release, @Nullable Long channelId, List<Long> more)
      throws IOException {
    List<ContentFile> files = files(staged);
    while (true) {
      int newest = newestRevision(content);
      if (newest > 0) {
        ReportFolder standing = folder(content, newest);
        ReportManifest manifest = standing.manifest();
        if (manifest.files().equals(files)) {
          return new Published(standing, manifest, Outcome.UNCHANGED);
        }
      }
      ReportManifest manifest = new ReportManifest(
          content.report(),
          content.guildId(),
          content.period(),
          content.audience(),
          newest + 1,
          release,
          content.restated(),
          DefinitionsVersion.current(),
          configurationHash,
          files,
          files.stream()
              .filter(file -> file.name().equals(ReportFiles.CONTENT))
              .map(file -> new Input(file.name(), file.sha256()))
              .toList(),
          ReportFiles.DOCUMENT,
          channelId,
          more,
          clock.instant().truncatedTo(ChronoUnit.MILLIS),
          Reproduction.java());
      Files.writeString(staged.resolve(ReportManifest.FILE_NAME), manifest.toJson());
      StopPoint.reached("report.staged");
      ReportFolder folder = folder(content, newest + 1);
      if (appear(staged, folder.path())) {
        StopPoint.reached("report.published");
        return new Published(folder, manifest, Outcome.NEW);
      }
    }
  }

  private ReportFolder folder(ReportContent content, int revision) {
    return folder(
        home.reports(),
        content.guildId(),
        content.report(),
        new ReportPeriod(content.period()),
        revision);
  }

  /** Where a report stands below the folder of all reports. */
  static ReportFolder folder(
      Path reports, long guildId, String report, ReportPeriod period, int revision) {
    return new ReportFolder(reports
        .resolve(Long.toString(guildId))
        .resolve(report)
        .resolve(period.code())
        .resolve(REVISION + revision));
  }

  /** Whether the folder is there now by this process, and not by another one in the meantime. */
  private static boolean appear(Path staged, Path folder) throws IOException {
    try {
      DurableFiles.publishFolder(staged, folder);
      return true;
    } catch (FileSystemException e) {
      if (Files.exists(folder)) {
        return false;
      }
      throw e;
    }
  }

  private static List<ContentFile> files(Path folder) throws IOException {
    List<ContentFile> files = new ArrayList<>();
    for (Path file : list(folder)) {
      files.add(new ContentFile(file.getFileName().toString(), Sha256.of(file), Files.size(file)));
    }
    return files;
  }

  /** 0 when there is none. */
  private int newestRevision(ReportContent content) throws IOException {
    Path revisions = folder(content, 1).path().resolveSibling("");
    return Files.isDirectory(revisions)
        ? list(revisions).stream()
            .map(folder -> folder.getFileName().toString())
            .filter(name -> name.startsWith(REVISION))
            .mapToInt(name -> Integer.parseInt(name.substring(REVISION.length())))
            .max()
            .orElse(0)
        : 0;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
