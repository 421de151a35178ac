package dev.guildhouse.schema.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for member keys in everything that leaves the warehouse: HMAC-SHA256(export secret of
 * the guild's month, key), of which 16 hex digits are shown. Keys themselves never leave, and once
 * a month's export secret is destroyed nobody can follow a member from one file to another. Not safe
 * for use by several threads at once.
 */
public final class ExportPseudonyms {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHOWN_BYTES = 8;

  private record GuildMonth(long guildId, YearMonth month) {}

  /** Whose secrets pseudonyms are made under. */
  @FunctionalInterface
  public interface Secrets {
    /** That of a guild's month, 32 bytes. */
    byte[] of(long guildId, YearMonth month);
  }

  private final Secrets secrets;
  private final Map<GuildMonth, Mac> macs = new HashMap<>();

  /** Those of files that leave the warehouse. */
  public ExportPseudonyms(GuildSecrets secrets) {
    this((Secrets) secrets::ofExports);
  }

  /** Those of a session alone, which no file has. */
  public ExportPseudonyms(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * The pseudonym of a member in a guild's month: 16 hex digits. The unknown member has none, so
   * {@link MemberKeys#UNKNOWN} is refused.
   */
  public String of(long guildId, YearMonth month, long memberKey) {
    if (memberKey == MemberKeys.UNKNOWN) {
      throw new IllegalArgumentException("the unknown member has no pseudonym");
    }
    Mac mac = macs.computeIfAbsent(
        new GuildMonth(guildId, month), at -> mac(secrets.of(at.guildId(), at.month())));
    byte[] code = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(memberKey).array());
    return HexFormat.of().formatHex(code, 0, SHOWN_BYTES);
  }

  private static Mac mac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}
