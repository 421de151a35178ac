package dev.guildhouse.schedules.backup;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Backups whose time has passed, by what they say themselves or by what is configured now. */
public final class ExpiredBackups {
  private ExpiredBackups() {}

  /** Deletes those in a folder; yields how many. */
  public static int delete(Path folder, Instant now, Duration kept) {
    List<BackupFolder> expired = BackupFolder.in(folder).stream()
        .filter(backup -> isExpired(backup.contents(), now, kept))
        .toList();
    for (BackupFolder backup : expired) {
      try {
        FileCopies.delete(backup.path());
      } catch (IOException e) {
        throw WarehouseException.failed(
            "delete the backup " + backup.path(),
            e.getClass().getSimpleName() + ": " + e.getMessage(),
            "Delete it by hand: it holds what may have been erased since.",
            e);
      }
    }
    return expired.size();
  }

  /** When the oldest of those was made that are left in a folder. */
  public static Optional<Instant> oldest(Path folder) {
    return BackupFolder.in(folder).stream()
        .map(backup -> backup.contents().createdAt())
        .min(Instant::compareTo);
  }

  static boolean isExpired(BackupFolder.Contents contents, Instant now, Duration kept) {
    return !now.isBefore(contents.expiresAt())
        || !now.isBefore(contents.createdAt().plus(kept));
  }
}
