package dev.guildhouse.schema.identity;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.ExclusiveWork;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.SecretRegister.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Secrets on the disk: one file each, mode 0600, encrypted with AES-256-GCM under the master key,
 * with the secret's name as associated data. Any number of processes may use one folder.
 *
 * <p>A secret is drawn once. When its file is gone it is lost and its users stop; when it was
 * destroyed it is never drawn again.
 */
public final class SecretStore {
  private static final int SECRET_BYTES = 32;
  private static final String SUFFIX = ".secret";

  /** Homes of earlier versions held each secret as hex. */
  private static final String PLAIN_SUFFIX = ".key";

  private final Path folder;
  private final List<Path> registerCopies;
  private final MasterKey masterKey;

  private interface Locked<T> {
    T with(SecretRegister register) throws IOException;
  }

  private SecretStore(Path folder, List<Path> registerCopies, MasterKey masterKey) {
    this.folder = folder;
    this.registerCopies = registerCopies;
    this.masterKey = masterKey;
  }

  /** The secrets of a home. */
  public static SecretStore of(Home home, Config.Master masterKey) {
    Path folder = home.secrets();
    return new SecretStore(
        folder,
        List.of(folder.resolve("register"), home.settings().resolve("secrets.register")),
        MasterKey.of(masterKey, folder));
  }

  /** Secrets that need nothing but their folder: the master key lies in it. */
  public static SecretStore in(Path folder) {
    return new SecretStore(
        folder, List.of(folder.resolve("register")), MasterKey.of(Config.Master.NONE, folder));
  }

  /**
   * A secret of 32 random bytes, drawn now if it never was.
   *
   * @throws WarehouseException with code WAITING when it was destroyed, FAILED when it is lost or the
   *     master key is not the one it was encrypted with
   */
  public byte[] secret(SecretName name) {
    Optional<byte[]> found = find(name);
    return found.isPresent() ? found.get() : update(name, old -> old.orElseGet(this::random));
  }

  /** Draws a secret ahead of its first use; true if this call drew it. */
  public boolean draw(SecretName name) {
    boolean[] isDrawnNow = {false};
    update(
        name,
        old -> old.orElseGet(() -> {
          isDrawnNow[0] = true;
          return random();
        }));
    return isDrawnNow[0];
  }

  /**
   * A secret that was drawn; empty if it never was.
   *
   * @throws WarehouseException as {@link #secret}
   */
  public Optional<byte[]> find(SecretName name) {
    SecretRegister register = register();
    if (register.state(name) == State.DRAWN && Files.exists(file(name))) {
      try {
        return Optional.of(decrypted(name, register));
      } catch (NoSuchFileException destroyedMeanwhile) {
        return locked(name, now -> stored(name, now));
      } catch (IOException e) {
        throw failed(name, e);
      }
    }
    return register.state(name) == State.NEVER && !Files.exists(folder)
        ? Optional.empty()
        : locked(name, now -> stored(name, now));
  }

  /** Replaces what is stored by what is made of it, while nobody else writes. */
  byte[] update(SecretName name, Function<Optional<byte[]>, byte[]> change) {
    return locked(name, register -> {
      Optional<byte[]> old = stored(name, register);
      byte[] changed = change.apply(old);
      if (old.isEmpty() || old.get() != changed) {
        byte[] sealed = encrypted(name, changed, register);
        SecretFiles.publish(sealed, file(name));
        register.put(name, State.DRAWN);
      }
      return changed;
    });
  }

  /**
   * Destroys a secret for good, also one that was never drawn: it never will be. After a crash,
   * another call ends what was begun.
   *
   * @return whether this call did it, which is true once
   */
  public boolean destroy(SecretName name) {
    return locked(name, register -> {
      if (register.state(name) == State.DESTROYED) {
        return false;
      }
      register.put(name, State.CONDEMNED);
      StopPoint.reached("secrets.condemned");
      DurableFiles.erase(SecretFiles.draft(file(name)));
      DurableFiles.erase(file(name));
      DurableFiles.erase(plainFile(name));
      StopPoint.reached("secrets.erased");
      register.put(name, State.DESTROYED);
      return true;
    });
  }

  /** Whether a secret was destroyed, or its destruction has begun. */
  public boolean isDestroyed(SecretName name) {
    return register().state(name).compareTo(State.CONDEMNED) >= 0;
  }

  /**
   * Passes if all of some secrets that were drawn are there and can be opened; those that were
   * destroyed are not asked for.
   *
   * @throws WarehouseException with code FAILED when one is lost, or the register no longer knows it
   */
  public void requireIntact(Collection<SecretName> names) {
    SecretRegister register = register();
    for (SecretName name : names) {
      switch (register.state(name)) {
        case NEVER -> throw lost(name, "the register no longer knows it");
        case DRAWN -> {
          try {
            decrypted(name, register);
          } catch (NoSuchFileException e) {
            // Destroyed since the register was read, or lost.
            if (register().state(name) == State.DRAWN) {
              throw lost(name, file(name) + " is missing");
            }
          } catch (IOException e) {
            throw failed(name, e);
          }
        }
        case CONDEMNED, DESTROYED -> {}
      }
    }
  }

  private static WarehouseException lost(SecretName name, String why) {
    return WarehouseException.failed(
        "use the secret " + name,
        "it is lost: it was drawn, and " + why,
        "Restore it from your backup of the secrets; with a new one nobody would be recognised"
            + " again.");
  }

  /** All that were drawn and not destroyed, those that are lost among them. */
  public List<SecretName> live() {
    return register().in(State.DRAWN);
  }

  /** All that were destroyed, or whose destruction has begun. */
  public List<SecretName> destroyed() {
    SecretRegister register = register();
    return Stream.of(State.CONDEMNED, State.DESTROYED)
        .flatMap(state -> register.in(state).stream())
        .toList();
  }

  private SecretRegister register() {
    return SecretRegister.read(registerCopies);
  }

  /** What is stored, taken over from an earlier version if need be; empty if it was never drawn. */
  private Optional<byte[]> stored(SecretName name, SecretRegister register) throws IOException {
    State state = register.state(name);
    if (state.compareTo(State.CONDEMNED) >= 0) {
      throw WarehouseException.waiting(
          "use the secret " + name,
          "it was destroyed when its data was sealed",
          "What was made under it stays unlinkable for good; leave that time out.");
    }
    if (Files.exists(file(name))) {
      byte[] secret = decrypted(name, register);
      if (state == State.NEVER) {
        register.put(name, State.DRAWN);
      }
      DurableFiles.erase(plainFile(name));
      return Optional.of(secret);
    }
    if (Files.exists(plainFile(name))) {
      byte[] secret = plain(name);
      SecretFiles.publish(encrypted(name, secret, register), file(name));
      register.put(name, State.DRAWN);
      DurableFiles.erase(plainFile(name));
      return Optional.of(secret);
    }
    if (state == State.DRAWN) {
      throw lost(name, file(name) + " is missing");
    }
    return Optional.empty();
  }

  private byte[] plain(SecretName name) throws IOException {
    byte[] secret = {};
    try {
      secret = HexFormat.of().parseHex(Files.readString(plainFile(name)).strip());
    } catch (IllegalArgumentException quotingTheText) {
      // Refused below; the message must not be passed on.
    }
    if (secret.length != SECRET_BYTES) {
      throw WarehouseException.failed(
          "read the secret " + plainFile(name),
          "it is not " + SECRET_BYTES + " bytes in hex",
          "Restore the file from your backup of the secrets.");
    }
    return secret;
  }

  private byte[] encrypted(SecretName name, byte[] secret, SecretRegister register)
      throws IOException {
    try {
      return masterToWrite(register).cipher().encrypt(secret, associated(name));
    } catch (GeneralSecurityException e) {
      throw failed(name, e);
    }
  }

  private byte[] decrypted(SecretName name, SecretRegister register) throws IOException {
    MasterKey.Opened master = masterToRead(register);
    byte[] content = Files.readAllBytes(file(name));
    try {
      return master.cipher().decrypt(content, associated(name));
    } catch (GeneralSecurityException e) {
      throw WarehouseException.failed(
          "decrypt the secret " + file(name),
          "it is damaged, or is another secret's file, or was encrypted with another key than "
              + masterKey.origin(),
          "Restore the file from your backup of the secrets.",
          e);
    }
  }

  /** The master key for a new secret; drawn for the first secret of all and never again. */
  private MasterKey.Opened masterToWrite(SecretRegister register) throws IOException {
    if (register.fingerprint().isPresent()) {
      return masterToRead(register);
    }
    Optional<MasterKey.Opened> found = masterKey.find();
    MasterKey.Opened first = found.isPresent() ? found.get() : masterKey.draw();
    register.encryptedWith(first.fingerprint());
    return first;
  }

  private MasterKey.Opened masterToRead(SecretRegister register) {
    String wanted = register.fingerprint().orElse("unknown");
    MasterKey.Opened found =
        masterKey.find().orElseThrow(() -> wrongMaster(masterKey.origin() + " is missing", wanted));
    if (register.fingerprint().isPresent() && !found.fingerprint().equals(wanted)) {
      throw wrongMaster(masterKey.origin() + " is another one (fingerprint " + found + ")", wanted);
    }
    return found;
  }

  private WarehouseException wrongMaster(String why, String wanted) {
    return WarehouseException.failed(
        "open the secrets in " + folder,
        why,
        "Give the key that they were encrypted with (fingerprint " + wanted
            + "): set GUILDHOUSE_MASTER_KEY, or restore the file. Without it nobody would be"
            + " recognised again.");
  }

  private <T> T locked(SecretName name, Locked<T> work) {
    try {
      SecretFiles.createFolder(folder);
      return ExclusiveWork.under(folder.resolve("lock"), () -> work.with(register()));
    } catch (IOException e) {
      throw failed(name, e);
    }
  }

  private byte[] random() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }

  private Path file(SecretName name) {
    return folder.resolve(name.text() + SUFFIX);
  }

  private Path plainFile(SecretName name) {
    return folder.resolve(name.text() + PLAIN_SUFFIX);
  }

  private static byte[] associated(SecretName name) {
    return name.text().getBytes(StandardCharsets.UTF_8);
  }

  private WarehouseException failed(SecretName name, Exception e) {
    String why = e.getClass().getSimpleName();
    return WarehouseException.failed(
        "use the secret " + name + " in " + folder,
        why,
        "See that the folder can be read and written by this user and has room.",
        e);
  }
}
