package dev.guildhouse.schedules.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One backup: a folder with {@code backup.json}, and below {@code home} the copied files. It appears
 * by one rename.
 */
record BackupFolder(Path path) {
  static final String PREFIX = "guildhouse-";
  private static final String CONTENTS = "backup.json";
  private static final JsonMapper JSON = JsonMapper.builder()
      .addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .enable(SerializationFeature.INDENT_OUTPUT)
      .build();

  /**
   * What a backup holds.
   *
   * @param format 1
   * @param createdAt when it was begun
   * @param expiresAt from when on it is deleted, and refused
   * @param release the release that it holds
   * @param files every file below {@code home}
   */
  record Contents(
      int format, Instant createdAt, Instant expiresAt, long release, List<CopiedFile> files) {
    static final int FORMAT = 1;

    Contents {
      files = List.copyOf(files);
    }
  }

  /**
   * One file.
   *
   * @param name below the home, with slashes
   * @param sha256 64 hex digits
   */
  record CopiedFile(String name, long bytes, String sha256) {}

  /** All backups in a folder, the oldest first. */
  static List<BackupFolder> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(at -> String.valueOf(at.getFileName()).startsWith(PREFIX))
          .filter(at -> Files.exists(at.resolve(CONTENTS)))
          .sorted()
          .map(BackupFolder::new)
          .toList();
    } catch (IOException e) {
      throw WarehouseException.failed(
          "list the backups in " + folder,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be read.",
          e);
    }
  }

  /** Where the copied files are. */
  Path home() {
    return path.resolve("home");
  }

  void write(Contents contents) throws IOException {
    DurableFiles.publishText(JSON.writeValueAsString(contents) + "\n", path.resolve(CONTENTS));
  }

  /**
   * What it holds.
   *
   * @throws WarehouseException with code USAGE when it is no backup
   */
  Contents contents() {
    Path file = path.resolve(CONTENTS);
    try {
      Contents contents = JSON.readValue(file.toFile(), Contents.class);
      if (contents.format() != Contents.FORMAT) {
        throw WarehouseException.usage(
            "use the backup " + path,
            "it is of format " + contents.format() + ", and this Guildhouse knows "
                + Contents.FORMAT,
            "Use the Guildhouse that made it, or a newer one.");
      }
      return contents;
    } catch (JsonProcessingException e) {
      throw unusable(file, "it is damaged");
    } catch (IOException e) {
      throw unusable(file, e.getClass().getSimpleName());
    }
  }

  private WarehouseException unusable(Path file, String why) {
    return WarehouseException.usage(
        "use the backup " + path,
        file + " cannot be read: " + why,
        "Name the folder of a backup, which begins with " + PREFIX + ".");
  }
}
