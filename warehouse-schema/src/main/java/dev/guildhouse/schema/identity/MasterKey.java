package dev.guildhouse.schema.identity;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Where the key that encrypts all secrets comes from: 256 bits, given, or in a file as base64. */
final class MasterKey {
  private static final String DEFAULT_FILE = "master.key";
  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";
  private static final int FINGERPRINT_BYTES = 8;

  private final @Nullable Secret given;
  private final Path file;
  private final boolean isDefaultFile;

  /** A key in use; it tells its fingerprint and nothing else. */
  record Opened(Aead cipher, String fingerprint) {
    @Override
    public String toString() {
      return fingerprint;
    }
  }

  private MasterKey(@Nullable Secret given, Path file, boolean isDefaultFile) {
    this.given = given;
    this.file = file;
    this.isDefaultFile = isDefaultFile;
  }

  static MasterKey of(Config.Master config, Path secrets) {
    return config.keyFile() == null
        ? new MasterKey(config.key(), secrets.resolve(DEFAULT_FILE), true)
        : new MasterKey(null, config.keyFile(), false);
  }

  /** Where it comes from, for a sentence. */
  String origin() {
    return given != null ? "the master key that is configured" : "the master key in " + file;
  }

  /** The key; empty when nobody has drawn one yet. */
  Optional<Opened> find() {
    if (given != null) {
      return Optional.of(opened(given.reveal()));
    }
    try {
      return Optional.of(opened(Files.readString(file)));
    } catch (NoSuchFileException e) {
      if (isDefaultFile) {
        return Optional.empty();
      }
      throw unreadable("there is no such file", null);
    } catch (IOException e) {
      throw unreadable(e.getClass().getSimpleName(), e);
    }
  }

  /** Draws the key into its default file. */
  Opened draw() throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    String text = Base64.getEncoder().encodeToString(key);
    SecretFiles.publish(text.getBytes(StandardCharsets.US_ASCII), file);
    return opened(text);
  }

  private Opened opened(String base64) {
    try {
      byte[] key = Base64.getDecoder().decode(base64.strip());
      if (key.length != BYTES) {
        throw unreadable("it has " + key.length + " bytes instead of " + BYTES, null);
      }
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      byte[] code = mac.doFinal("guildhouse master key".getBytes(StandardCharsets.US_ASCII));
      return new Opened(new AesGcmJce(key), HexFormat.of().formatHex(code, 0, FINGERPRINT_BYTES));
    } catch (IllegalArgumentException e) { // its message quotes the text
      throw unreadable("it is no base64", null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM or no " + MAC, e);
    }
  }

  private WarehouseException unreadable(String why, @Nullable Throwable cause) {
    return WarehouseException.failed(
        "read " + origin(),
        why,
        "Restore it from where you keep it: it is 32 bytes in base64. No other key opens the"
            + " secrets.",
        cause);
  }
}
