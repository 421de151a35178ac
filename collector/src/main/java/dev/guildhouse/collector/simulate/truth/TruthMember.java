package dev.guildhouse.collector.simulate.truth;

import dev.guildhouse.schema.hash.Sha256;
import dev.guildhouse.schema.identity.MemberKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The number under which a member stands in a truth that is written down: 64 bits of SHA-256. A file
 * of truth outlives the seal of the months that it tells of, so no key may stand in it.
 */
public final class TruthMember {
  private static final byte[] PURPOSE = "guildhouse truth".getBytes(StandardCharsets.US_ASCII);

  private TruthMember() {}

  /** The number of a member; the unknown member stays who it is. */
  public static long number(long guildId, long memberKey) {
    if (memberKey == MemberKeys.UNKNOWN) {
      return MemberKeys.UNKNOWN;
    }
    MessageDigest digest = Sha256.digest();
    digest.update(PURPOSE);
    digest.update(
        ByteBuffer.allocate(2 * Long.BYTES).putLong(guildId).putLong(memberKey).array());
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
