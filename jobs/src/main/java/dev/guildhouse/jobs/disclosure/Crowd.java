package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.identity.MemberKeys;
import java.util.Arrays;

/**
 * The members whose doings a number sums up, as far as it matters: who they are while they are few,
 * and that they are enough from then on. The unknown member makes a number differ from zero, but
 * hides nobody.
 */
final class Crowd {
  /** A number that sums up fewer members than this is no business of the public. */
  static final int LEAST = 5;

  static final Crowd NOBODY = new Crowd(new long[0], false);
  private static final Crowd ENOUGH = new Crowd(new long[LEAST], false);

  private final long[] members;
  private final boolean hasUnknown;

  private Crowd(long[] members, boolean hasUnknown) {
    this.members = members;
    this.hasUnknown = hasUnknown;
  }

  static Crowd of(long... memberKeys) {
    Crowd crowd = NOBODY;
    for (long member : memberKeys) {
      crowd = crowd.plus(member);
    }
    return crowd;
  }

  /** Whether there is nothing that could be told of anybody. */
  boolean isEmpty() {
    return members.length == 0 && !hasUnknown;
  }

  boolean isEnough() {
    return members.length >= LEAST;
  }

  /** Whether its number may be told: it is a true zero, or of enough members. */
  boolean isTellable() {
    return isEmpty() || isEnough();
  }

  Crowd plus(long member) {
    if (isEnough()) {
      return this;
    }
    if (member == MemberKeys.UNKNOWN) {
      return hasUnknown ? this : new Crowd(members, true);
    }
    for (long known : members) {
      if (known == member) {
        return this;
      }
    }
    if (members.length == LEAST - 1) {
      return ENOUGH;
    }
    long[] more = Arrays.copyOf(members, members.length + 1);
    more[members.length] = member;
    return new Crowd(more, hasUnknown);
  }

  Crowd plus(Crowd other) {
    if (isEnough() || other.isEmpty()) {
      return this;
    }
    if (other.isEnough() || isEmpty()) {
      return other;
    }
    Crowd all = other.hasUnknown ? plus(MemberKeys.UNKNOWN) : this;
    for (long member : other.members) {
      all = all.plus(member);
    }
    return all;
  }
}
