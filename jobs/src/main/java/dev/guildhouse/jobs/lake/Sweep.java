package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.release.ReaderLeases;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.StopPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes what no release names: old releases that nobody reads, their data files, whole tables with
 * their logs, and what killed runs left behind. Whoever sweeps holds the writer's lease, so nothing
 * that is being written is in its way; readers are seen by their leases.
 *
 * <p>An old release is hidden before readers are asked for. A reader takes its lease first and then
 * looks whether its release is still to be seen, so one of the two always sees the other. A release
 * is forgotten last, so that a sweep that was killed is done again by the next.
 */
public final class Sweep {
  /** Every so many releases all folders are gone through, for what killed runs left behind. */
  private static final long ALL_FOLDERS_EVERY = 64;

  /** How deep the folders of tables lie below each part of the warehouse. */
  private static final TreeMap<String, Integer> DEPTHS =
      new TreeMap<>(java.util.Map.of("months", 3, "whole", 2, "tables", 1));

  private final Lake lake;
  private final WriterLease lease;
  private final List<String> swept = new ArrayList<>();
  private long files;
  private long bytes;

  public Sweep(Lake lake, WriterLease lease) {
    this.lake = lake;
    this.lease = lease;
  }

  /** How thorough it is. */
  public enum Depth {
    /** What the releases that go had and no other has; the end of every run. */
    LAST_RUNS,
    /** All folders, and of every log all that only describes versions that are gone. */
    EVERYTHING
  }

  /**
   * What was deleted.
   *
   * @param releases old releases
   * @param tables tables that vanished whole, by path below the warehouse
   * @param files files, logs included
   * @param bytes their size
   * @param read releases that stay because somebody reads them
   */
  public record Result(
      int releases, List<String> tables, long files, long bytes, NavigableSet<Long> read) {}

  /**
   * Sweeps.
   *
   * @throws WarehouseException with code LOCKED when the writer's lease is lost; with code FAILED when
   *     a file cannot be deleted, after which the next sweep goes on
   */
  public Result run(Depth depth) {
    lease.check();
    try {
      return sweep(depth);
    } catch (IOException e) {
      throw WarehouseException.failed(
          "delete what no release names in " + lake.warehouse(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Readers see the last release. Mend the disk; the next run deletes the rest.",
          e);
    }
  }

  private Result sweep(Depth depth) throws IOException {
    ReleaseStore releases = lake.releases();
    Release current = releases.current();
    for (long number : releases.numbers().headSet(current.number())) {
      releases.hide(number);
    }
    StopPoint.reached("sweep.hidden");
    Set<Long> held = lake.readers().held().stream()
        .map(ReaderLeases.Holder::release)
        .collect(Collectors.toSet());
    List<Release> kept = new ArrayList<>(List.of(current));
    List<Release> gone = new ArrayList<>();
    NavigableSet<Long> read = new TreeSet<>();
    for (Release hidden : releases.hidden()) {
      (held.contains(hidden.number()) ? kept : gone).add(hidden);
    }
    kept.stream().skip(1).forEach(release -> read.add(release.number()));
    boolean isEverything = depth == Depth.EVERYTHING;
    boolean isTurn = !gone.isEmpty() && current.number() % ALL_FOLDERS_EVERY == 0;
    Set<String> paths = isEverything || isTurn ? onDisk() : new LinkedHashSet<>();
    gone.forEach(release -> release.tables().forEach((path, version) -> {
      if (kept.stream().noneMatch(r -> version.equals(r.tables().get(path)))) {
        paths.add(path);
      }
    }));
    boolean mayShorten = true;
    for (String path : paths) {
      lease.check();
      TableSweep table = new TableSweep(lake.log(path), lake.warehouse().resolve(path));
      NavigableSet<Long> versions = versions(path, kept);
      if (versions.isEmpty()) {
        if (table.vanish()) {
          swept.add(path);
        }
        lake.forget(path);
        removeEmptyFolders(path);
        StopPoint.reached("sweep.table");
      } else {
        table.deleteFilesNotOf(versions);
        StopPoint.reached("sweep.files");
        if (isEverything || (mayShorten && table.isLogLong(versions.first()))) {
          mayShorten = false;
          table.shortenLog(versions);
        }
      }
      files += table.files();
      bytes += table.bytes();
    }
    for (Release release : gone) {
      releases.forget(release.number());
      StopPoint.reached("sweep.release");
    }
    return new Result(gone.size(), List.copyOf(swept), files, bytes, read);
  }

  private static NavigableSet<Long> versions(String path, List<Release> kept) {
    NavigableSet<Long> versions = new TreeSet<>();
    for (Release release : kept) {
      Long version = release.tables().get(path);
      if (version != null) {
        versions.add(version);
      }
    }
    return versions;
  }

  /** The paths of all table folders there are. */
  private Set<String> onDisk() throws IOException {
    Set<String> paths = new LinkedHashSet<>();
    for (var part : DEPTHS.entrySet()) {
      Path root = lake.warehouse().resolve(part.getKey());
      if (Files.isDirectory(root)) {
        try (Stream<Path> folders = Files.walk(root, part.getValue())) {
          folders
              .filter(folder -> root.relativize(folder).getNameCount() == part.getValue()
                  && !folder.equals(root)
                  && Files.isDirectory(folder))
              .map(folder -> lake.warehouse().relativize(folder).toString())
              .forEach(paths::add);
        }
      }
    }
    return paths;
  }

  private void removeEmptyFolders(String path) throws IOException {
    Path folder = lake.warehouse().resolve(path).getParent();
    while (folder != null && !folder.equals(lake.warehouse())) {
      try (Stream<Path> names = Files.list(folder)) {
        if (names.findAny().isPresent()) {
          return;
        }
      } catch (java.nio.file.NoSuchFileException gone) {
        // Another table of the folder was the last one.
      }
      Files.deleteIfExists(folder);
      folder = folder.getParent();
    }
  }
}
