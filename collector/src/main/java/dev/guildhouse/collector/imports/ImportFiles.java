package dev.guildhouse.collector.imports;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The files that given paths stand for, folders walked and sorted, each file once.
 *
 * @param files what to read
 * @param passedOver what a folder holds and nobody would call an export
 */
record ImportFiles(List<Candidate> files, List<ImportResult> passedOver) {
  /** Where the exporter puts what it downloads, which may be anything. */
  private static final String DOWNLOADS = "_Files";

  private static final List<String> SUFFIXES = List.of(".json", ".jsonl", ".ndjson", ".csv");

  /**
   * One file.
   *
   * @param size in bytes, 0 when it cannot be told
   * @param isGiven whether it was given by its own name, or has the suffix of an export: then it is
   *     an error when it is none
   */
  record Candidate(Path path, long size, boolean isGiven) {}

  static ImportFiles under(List<Path> paths) {
    List<Candidate> files = new ArrayList<>();
    List<ImportResult> passedOver = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path path : paths) {
      List<Path> found = new ArrayList<>();
      try {
        if (Files.isDirectory(path)) {
          walk(path, found, passedOver);
          found.sort(null);
        } else {
          found.add(path);
        }
        for (Path file : found) {
          if (seen.add(Files.exists(file) ? file.toRealPath() : file)) {
            boolean isGiven = file.equals(path) || hasSuffix(file);
            files.add(new Candidate(file, Files.exists(file) ? Files.size(file) : 0, isGiven));
          }
        }
      } catch (IOException e) {
        passedOver.add(new ImportResult.Refused(
            path, "", "it cannot be read (" + e.getClass().getSimpleName() + ")"));
      }
    }
    return new ImportFiles(files, passedOver);
  }

  long bytes() {
    return files.stream().mapToLong(Candidate::size).sum();
  }

  private static boolean hasSuffix(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  private static void walk(Path root, List<Path> found, List<ImportResult> passedOver)
      throws IOException {
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(root)) {
          return FileVisitResult.CONTINUE;
        }
        if (isHidden(folder) || folder.toString().endsWith(DOWNLOADS)) {
          passedOver.add(new ImportResult.Skipped(folder, "a folder that holds no exports"));
          return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isHidden(file)) {
          passedOver.add(new ImportResult.Skipped(file, "a hidden file"));
        } else {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException e) {
        passedOver.add(new ImportResult.Refused(
            file, "", "it cannot be read (" + e.getClass().getSimpleName() + ")"));
        return FileVisitResult.CONTINUE;
      }
    });
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
