package dev.guildhouse.collector.simulate.world;

import dev.guildhouse.schema.identity.MemberKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Everybody who acts in a guild, by number: first the members, the busiest first, then bots, then
 * webhooks. It is decided up front who joins and leaves when. The busiest quarter stays all the
 * time, so that there is always somebody to act; the last member always leaves and comes back.
 */
public final class Cast {
  /** Nobody, or somebody whom nobody knows: key 0. */
  public static final int UNKNOWN = -1;

  private static final int WEBHOOKS = 2;

  /** Joining or leaving. */
  public enum Passage {
    JOIN,
    LEAVE
  }

  /** A member's passage into or out of the guild. */
  public record Move(long at, int member, Passage passage) {}

  private final int members;
  private final int core;
  private final int bots;
  private final long[] keys;
  private final long[] joinedAt;
  private final long[] leftAt;
  private final long[] returnedAt;
  private final List<Move> moves;
  private final long[] moveTimes;

  /** Members present after so many moves. */
  private final int[] presentAfter;

  private final HeavyTail busyness;

  /**
   * Casts a guild.
   *
   * @param busyness draws members; may be shared between guilds of one size
   */
  public Cast(
      int members, long guildId, Span span, HeavyTail busyness, MemberKeys keys, Draws draws) {
    this.members = members;
    this.core = Math.max(2, members / 4);
    this.bots = Math.min(30, 2 + members / 50);
    this.busyness = busyness;
    this.keys = new long[members + bots + WEBHOOKS];
    long firstUser = draws.between(1L << 58, 1L << 60);
    for (int i = 0; i < this.keys.length; i++) {
      this.keys[i] = keys.key(guildId, firstUser + i * 4_194_301L);
    }
    joinedAt = new long[members];
    leftAt = new long[members];
    returnedAt = new long[members];
    Arrays.fill(leftAt, Long.MAX_VALUE);
    Arrays.fill(returnedAt, Long.MAX_VALUE);
    double leavers = Math.min(0.3, 0.006 * span.days());
    for (int member = core; member < members - 1; member++) {
      comeAndGo(member, span, leavers, draws);
    }
    int wanderer = members - 1;
    leftAt[wanderer] = span.start() + span.length() / 10 * 3;
    returnedAt[wanderer] = span.start() + span.length() / 10 * 6;
    moves = movesWithin(span);
    moveTimes = moves.stream().mapToLong(Move::at).toArray();
    presentAfter = new int[moves.size() + 1];
    presentAfter[0] = presentAtStart(span);
    for (int i = 0; i < moves.size(); i++) {
      presentAfter[i + 1] = presentAfter[i] + (moves.get(i).passage() == Passage.JOIN ? 1 : -1);
    }
  }

  private void comeAndGo(int member, Span span, double leavers, Draws draws) {
    long earliestLeave = span.start();
    if (draws.chance(Math.min(0.2, 0.01 * span.days()))) {
      joinedAt[member] = draws.between(span.start(), span.end());
      earliestLeave = joinedAt[member];
    }
    if (draws.chance(leavers)) {
      leftAt[member] = draws.between(earliestLeave + Span.MINUTE, span.end() + Span.HOUR);
      if (draws.chance(0.4)) {
        returnedAt[member] = leftAt[member] + draws.soon(Span.HOUR, 10 * Span.DAY);
      }
    }
  }

  private List<Move> movesWithin(Span span) {
    List<Move> moves = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      moves.add(new Move(joinedAt[member], member, Passage.JOIN));
      moves.add(new Move(leftAt[member], member, Passage.LEAVE));
      moves.add(new Move(returnedAt[member], member, Passage.JOIN));
    }
    moves.removeIf(move -> !span.contains(move.at()));
    moves.sort(Comparator.comparingLong(Move::at).thenComparingInt(Move::member));
    return moves;
  }

  private int presentAtStart(Span span) {
    int present = 0;
    for (int member = 0; member < members; member++) {
      present += joinedAt[member] < span.start() ? 1 : 0;
    }
    return present;
  }

  /** The number of members that ever were in the guild; they are numbered from 0. */
  public int members() {
    return members;
  }

  public int bots() {
    return bots;
  }

  /** All numbers that are in use, bots and webhooks included. */
  public int size() {
    return keys.length;
  }

  public long key(int number) {
    return number == UNKNOWN ? MemberKeys.UNKNOWN : keys[number];
  }

  public boolean isMember(int number) {
    return number >= 0 && number < members;
  }

  public boolean isBot(int number) {
    return number >= members && number < members + bots;
  }

  public boolean isWebhook(int number) {
    return number >= members + bots;
  }

  public boolean isPresent(int member, long at) {
    return at >= joinedAt[member] && (at < leftAt[member] || at >= returnedAt[member]);
  }

  /** Members, without bots, in the guild at an instant. */
  public int present(long at) {
    int place = Arrays.binarySearch(moveTimes, at);
    return presentAfter[place >= 0 ? place + 1 : -place - 1];
  }

  /** Joins and leaves inside the span, in order. */
  public List<Move> moves() {
    return moves;
  }

  /** A member in the guild at an instant, the busy ones more often. */
  public int drawMember(Draws draws, long at) {
    for (int tries = 0; tries < 4; tries++) {
      int member = busyness.rank(draws);
      if (isPresent(member, at)) {
        return member;
      }
    }
    return drawModerator(draws);
  }

  /** One of those who are always there. */
  public int drawModerator(Draws draws) {
    return draws.below(core);
  }

  public int drawBot(Draws draws) {
    return members + draws.below(bots);
  }

  public int drawWebhook(Draws draws) {
    return members + bots + draws.below(WEBHOOKS);
  }
}
