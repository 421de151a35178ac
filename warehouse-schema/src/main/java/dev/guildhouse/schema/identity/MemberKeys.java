package dev.guildhouse.schema.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces a user id by a member key: 64 bits of HMAC-SHA256(secret, guild, user). Not safe for use
 * by several threads at once.
 *
 * <p>Key 0 is the unknown member, so no person ever gets it.
 */
public final class MemberKeys {
  /** Who did something when nobody knows: counted in sums and in no unique. */
  public static final long UNKNOWN = 0;

  private static final String ALGORITHM = "HmacSHA256";
  private final Mac mac;
  private final byte[] input = new byte[16];

  private MemberKeys(Mac mac) {
    this.mac = mac;
  }

  /**
   * Keys under one secret.
   *
   * @param secret 32 bytes
   */
  public static MemberKeys under(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return new MemberKeys(mac);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("a secret that HMAC-SHA256 refuses", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }

  /** The key of a user in a guild; never {@link #UNKNOWN}, but for user 0, who is nobody. */
  public long key(long guildId, long userId) {
    if (userId == 0) {
      return UNKNOWN;
    }
    ByteBuffer.wrap(input).putLong(guildId).putLong(userId);
    long key = ByteBuffer.wrap(mac.doFinal(input)).getLong();
    return key == UNKNOWN ? 1 : key;
  }
}
