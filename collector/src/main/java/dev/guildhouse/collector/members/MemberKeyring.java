package dev.guildhouse.collector.members;

import dev.guildhouse.schema.identity.GuildPeople;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one guild's members, each made once and remembered while it is in use. For one thread.
 *
 * <p>Which secret makes a key depends on the event's month in anonymous mode, and on nothing in
 * pseudonymous mode.
 */
public final class MemberKeyring {
  /**
   * The one account that Discord shows for many of those who deleted theirs. It is nobody in
   * particular, so it gets no key: counted in sums, and in no unique.
   */
  public static final long DELETED_USER = 456_226_577_798_135_808L;

  private static final int REMEMBERED_MEMBERS = 1 << 17;
  private static final int REMEMBERED_MONTHS = 3;
  private static final int EVERY_MONTH = 0;

  private final long guildId;
  private final boolean monthly;
  private final IntFunction<MemberKeys> keysOfMonth;
  private final Map<Integer, Keys> months = new LinkedHashMap<>();
  private final GuildPeople people;
  private final LongCache peopleKeys = new LongCache(REMEMBERED_MEMBERS);
  private @Nullable Keys current;
  private int currentMonth = -1;

  private record Keys(MemberKeys made, LongCache remembered) {}

  private MemberKeyring(
      long guildId, boolean monthly, IntFunction<MemberKeys> keysOfMonth, GuildPeople people) {
    this.guildId = guildId;
    this.monthly = monthly;
    this.keysOfMonth = keysOfMonth;
    this.people = people;
  }

  /** The same keys, with people among the members whose events are left out. */
  public MemberKeyring obeying(GuildPeople list) {
    return new MemberKeyring(guildId, monthly, keysOfMonth, list);
  }

  /** Keys that stay the same over all months. */
  public static MemberKeyring pseudonymous(long guildId, GuildSecrets secrets) {
    return new MemberKeyring(
        guildId, false, month -> MemberKeys.under(secrets.ofGuild(guildId)), GuildPeople.NOBODY);
  }

  /** Keys that are new in every month. */
  public static MemberKeyring anonymous(long guildId, GuildSecrets secrets) {
    return new MemberKeyring(
        guildId,
        true,
        month -> MemberKeys.under(secrets.ofMonth(guildId, YearMonth.of(month / 100, month % 100))),
        GuildPeople.NOBODY);
  }

  /** Keys under a secret that nobody keeps, for trying something out. */
  public static MemberKeyring throwaway(long guildId) {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return new MemberKeyring(guildId, false, month -> MemberKeys.under(secret), GuildPeople.NOBODY);
  }

  /**
   * The key of a user.
   *
   * @param userId Discord's id, or 0 for nobody
   * @param month of the event, as yyyymm
   */
  public long key(long userId, int month) {
    if (userId == 0 || userId == DELETED_USER) {
      return MemberKeys.UNKNOWN;
    }
    Keys keys = keys(monthly ? month : EVERY_MONTH);
    long key = keys.remembered.value(userId);
    if (key == 0) {
      key = keys.made.key(guildId, userId);
      keys.remembered.put(userId, key);
    }
    return key;
  }

  /**
   * The key of a user who is pointed at by an event of another; the unknown member when what
   * happened then is to be left out.
   *
   * @param at of the event
   */
  public long target(long userId, int month, Instant at) {
    return isLeftOut(userId, at) ? MemberKeys.UNKNOWN : key(userId, month);
  }

  /**
   * Whether what a user did is not to be written, because the user opted out or was forgotten.
   *
   * @param at of the event
   */
  public boolean isLeftOut(long userId, Instant at) {
    if (people.isEmpty() || userId == 0 || userId == DELETED_USER) {
      return false;
    }
    long key = peopleKeys.value(userId);
    if (key == 0) {
      key = people.key(userId);
      peopleKeys.put(userId, key);
    }
    return people.verdict(key, at) == GuildPeople.Verdict.LEAVE_OUT;
  }

  /**
   * A number for hashing what must not be guessed from its hash. It comes out of the same secret as
   * the keys, under a user id that no user has.
   *
   * @param purpose negative, one for each use
   */
  public long salt(long purpose, int month) {
    return keys(monthly ? month : EVERY_MONTH).made.key(guildId, purpose);
  }

  private Keys keys(int month) {
    Keys found = current;
    if (found == null || month != currentMonth) {
      found = months.get(month);
      if (found == null) {
        if (months.size() == REMEMBERED_MONTHS) {
          months.remove(months.keySet().iterator().next());
        }
        found = new Keys(keysOfMonth.apply(month), new LongCache(REMEMBERED_MEMBERS));
        months.put(month, found);
      }
      current = found;
      currentMonth = month;
    }
    return found;
  }
}
