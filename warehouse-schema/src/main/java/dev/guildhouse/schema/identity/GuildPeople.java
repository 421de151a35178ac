package dev.guildhouse.schema.identity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The people of one guild whose events are left out, as they were when this was read. For one
 * thread.
 */
public final class GuildPeople {
  /** A list without people, which needs no secret. */
  public static final GuildPeople NOBODY = new GuildPeople(0, null, Map.of());

  private final long guildId;
  private final @Nullable MemberKeys keys;
  private final Map<Long, Instant> leftOutBefore;

  /** What becomes of an event. */
  public enum Verdict {
    KEEP,
    LEAVE_OUT
  }

  /**
   * @param leftOutBefore for each key, the instant from which on events are kept
   */
  GuildPeople(long guildId, @Nullable MemberKeys keys, Map<Long, Instant> leftOutBefore) {
    this.guildId = guildId;
    this.keys = keys;
    this.leftOutBefore = Map.copyOf(leftOutBefore);
  }

  public boolean isEmpty() {
    return leftOutBefore.isEmpty();
  }

  /** What the list knows a user by; 0 if it is empty. */
  public long key(long userId) {
    return keys == null ? MemberKeys.UNKNOWN : keys.key(guildId, userId);
  }

  /** What becomes of what a person did at an instant. */
  public Verdict verdict(long key, Instant at) {
    Instant kept = leftOutBefore.get(key);
    return kept != null && at.isBefore(kept) ? Verdict.LEAVE_OUT : Verdict.KEEP;
  }
}
