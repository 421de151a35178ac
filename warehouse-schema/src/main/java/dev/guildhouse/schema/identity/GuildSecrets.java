package dev.guildhouse.schema.identity;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The secrets under which member keys are made: 256 random bits per guild and, in anonymous mode,
 * per month. One file each, mode 0600, in a folder outside warehouse and operations database.
 *
 * <p>A secret is drawn by whoever needs it first; two processes that draw at once agree on one,
 * because a file is linked into place and never overwritten.
 */
public final class GuildSecrets {
  private static final int SECRET_BYTES = 32;
  private final Path folder;
  private final Map<String, byte[]> known = new HashMap<>();

  public GuildSecrets(Path folder) {
    this.folder = folder;
  }

  /** The secret of a guild in pseudonymous mode. */
  public synchronized byte[] ofGuild(long guildId) {
    return secret("guild-" + guildId);
  }

  /** The secret of a guild's month in anonymous mode. */
  public synchronized byte[] ofMonth(long guildId, YearMonth month) {
    return secret("guild-" + guildId + "-" + month);
  }

  /** The secret under which export pseudonyms of a guild's month are made. */
  public synchronized byte[] ofExports(long guildId, YearMonth month) {
    return secret("export-" + guildId + "-" + month);
  }

  private byte[] secret(String name) {
    return known.computeIfAbsent(name, this::readOrDraw).clone();
  }

  private byte[] readOrDraw(String name) {
    Path file = folder.resolve(name + ".key");
    try {
      if (!Files.exists(file)) {
        draw(file);
      }
      byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
      if (secret.length != SECRET_BYTES) {
        throw new IllegalArgumentException(secret.length + " bytes instead of " + SECRET_BYTES);
      }
      return secret;
    } catch (IOException e) {
      throw WarehouseException.failed(
          "use the secret " + file,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that this user may read and write it, and that the disk has room.",
          e);
    } catch (IllegalArgumentException e) {
      throw WarehouseException.failed(
          "read the secret " + file,
          String.valueOf(e.getMessage()),
          "Restore the file from your backup of the secrets; with a new secret nobody would be"
              + " recognised again.",
          e);
    }
  }

  private void draw(Path file) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    Path draft = Files.createTempFile(
        folder,
        "drawn",
        ".tmp",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, HexFormat.of().formatHex(secret));
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException drawnByAnother) {
      // The other process' secret is the one that counts; ours was never used.
    } finally {
      Files.delete(draft);
    }
  }
}
