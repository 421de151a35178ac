package dev.guildhouse.schedules.warehouse;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where Spark of one process may spill: it can hold member keys, so each process has a folder of its
 * own, and what a killed one left can be told and deleted.
 */
public final class ScratchFolder {
  private static final Pattern NAME = Pattern.compile("spark-of-(\\d+)");

  private ScratchFolder() {}

  /** That of this process. */
  static Path own(Home home) {
    return home.temporary().resolve("spark-of-" + ProcessHandle.current().pid());
  }

  /**
   * Deletes those of processes that have ended, and that of this one.
   *
   * <p>Spark of this process has been stopped.
   */
  public static void deleteUnused(Home home) {
    for (Path folder : folders(home)) {
      Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
      boolean isUsed = name.matches()
          && Long.parseLong(name.group(1)) != ProcessHandle.current().pid()
          && ProcessHandle.of(Long.parseLong(name.group(1)))
              .map(ProcessHandle::isAlive)
              .orElse(false);
      if (name.matches() && !isUsed) {
        delete(folder);
      }
    }
  }

  private static List<Path> folders(Home home) {
    if (!Files.isDirectory(home.temporary())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(home.temporary())) {
      return folders.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw undeletable(home.temporary(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      throw undeletable(folder, e);
    }
  }

  private static WarehouseException undeletable(Path folder, Exception cause) {
    return WarehouseException.failed(
        "delete the temporary files in " + folder,
        cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        "Delete them by hand, and run it again.",
        cause);
  }
}
