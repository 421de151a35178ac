package dev.guildhouse.schema.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;

/** Lets files appear whole, and survive the loss of power from then on. */
public final class DurableFiles {
  private static final int BUFFER_BYTES = 1 << 16;

  private DurableFiles() {}

  /**
   * Moves a finished file to its place in one step, over what may be there. Both must lie on one
   * disk. When this returns, content and name are on the disk.
   */
  public static void publish(Path finished, Path place) throws IOException {
    try (FileChannel content = FileChannel.open(finished, StandardOpenOption.WRITE)) {
      content.force(true);
    }
    Path folder = parent(place);
    createFolders(folder);
    Files.move(
        finished, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(folder);
  }

  /** Writes a small text file so that a reader sees the old one or the new one, and never a part. */
  public static void publishText(String text, Path place) throws IOException {
    Path folder = parent(place);
    createFolders(folder);
    Path draft = folder.resolve("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.writeString(draft, text, StandardCharsets.UTF_8);
      publish(draft, place);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Moves a folder of finished files to a place that is free, in one step. When this returns, all of
   * it is on the disk. Fails when a folder with files stands there already.
   */
  public static void publishFolder(Path finished, Path place) throws IOException {
    try (Stream<Path> files = Files.list(finished)) {
      for (Path file : files.toList()) {
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
          content.force(true);
        }
      }
    }
    force(finished);
    Path folder = parent(place);
    createFolders(folder);
    Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
    force(folder);
  }

  /**
   * Overwrites a file and deletes it; nothing happens when there is none. When this returns, the
   * file's name is gone from the disk for good, and its content as far as the disk overwrites in
   * place.
   */
  public static void erase(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel content = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(BUFFER_BYTES);
      for (long left = content.size(); left > 0; left -= zeros.limit()) {
        content.write(zeros.clear().limit((int) Math.min(left, BUFFER_BYTES)));
      }
      content.force(true);
    }
    Files.delete(file);
    force(parent(file));
  }

  private static Path parent(Path place) {
    Path parent = place.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(place + " is no place for a file");
    }
    return parent;
  }

  /** A new folder is only safe once the folder that names it is. */
  private static void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.getParent();
    if (above != null) {
      createFolders(above);
    }
    Files.createDirectories(folder);
    if (above != null) {
      force(above);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
