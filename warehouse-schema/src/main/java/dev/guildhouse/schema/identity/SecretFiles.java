package dev.guildhouse.schema.identity;

import dev.guildhouse.schema.home.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that only their owner may read, in a folder that only its owner may enter. */
final class SecretFiles {
  private SecretFiles() {}

  static void createFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Where a file is written before it appears; the same each time, so that none is left over. */
  static Path draft(Path place) {
    return place.resolveSibling(place.getFileName() + ".tmp");
  }

  /** Replaces a file in one step. Two must not write the same one at once. */
  static void publish(byte[] content, Path place) throws IOException {
    Path draft = draft(place);
    Files.deleteIfExists(draft);
    try (FileChannel channel = FileChannel.open(
        draft,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    DurableFiles.publish(draft, place);
  }
}
