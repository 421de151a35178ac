package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.files.TableLog;
import dev.guildhouse.schema.home.StopPoint;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Deletes files of one table's folder. */
final class TableSweep {
  /** From so many log files of versions that are gone on, a log is worth a checkpoint. */
  private static final int LONG_LOG = 128;

  private static final Pattern LOG_FILE = Pattern.compile("\\.?(\\d{20})\\..*");
  private static final Pattern CHECKSUM = Pattern.compile("\\.(.+)\\.crc");

  private final TableLog log;
  private final Path folder;
  private long files;
  private long bytes;

  TableSweep(TableLog log, Path folder) {
    this.log = log;
    this.folder = folder;
  }

  /** How many files it deleted. */
  long files() {
    return files;
  }

  /** Their size. */
  long bytes() {
    return bytes;
  }

  /** Deletes the whole folder, log and all; false when it was not there. */
  boolean vanish() throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        delete(file);
        StopPoint.reached("sweep.file");
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(
          Path visited, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
        if (failure != null) {
          throw failure;
        }
        Files.delete(visited);
        return FileVisitResult.CONTINUE;
      }
    });
    return true;
  }

  /** Deletes all data files that none of some versions names. */
  void deleteFilesNotOf(NavigableSet<Long> versions) throws IOException {
    Set<String> named = new HashSet<>();
    for (long version : versions) {
      log.files(version).forEach(file -> named.add(file.path()));
    }
    for (Path file : regularFilesIn(folder)) {
      String name = String.valueOf(file.getFileName());
      Matcher checksum = CHECKSUM.matcher(name);
      if (!named.contains(checksum.matches() ? checksum.group(1) : name)) {
        delete(file);
        StopPoint.reached("sweep.file");
      }
    }
    log.keepOnly(versions);
  }

  /** Whether much of the log only describes versions before the first that is kept. */
  boolean isLogLong(long first) throws IOException {
    return before(first).size() >= LONG_LOG;
  }

  /**
   * Drops the log before the first of the versions that are kept, behind a checkpoint of it. The table
   * is opened anew from what is left, before and after.
   */
  void shortenLog(NavigableSet<Long> versions) throws IOException {
    if (before(versions.first()).isEmpty()) {
      return;
    }
    log.checkpoint(versions.first());
    StopPoint.reached("sweep.checkpoint");
    for (Path file : before(versions.first())) {
      delete(file);
      StopPoint.reached("sweep.log");
    }
    log.reopen(versions);
  }

  private List<Path> before(long first) throws IOException {
    return regularFilesIn(folder.resolve("_delta_log")).stream()
        .filter(file -> {
          Matcher name = LOG_FILE.matcher(String.valueOf(file.getFileName()));
          return name.matches() && Long.parseLong(name.group(1)) < first;
        })
        .toList();
  }

  private static List<Path> regularFilesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void delete(Path file) throws IOException {
    bytes += Files.size(file);
    files++;
    Files.delete(file);
  }
}
