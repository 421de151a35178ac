package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Cast.Move;
import dev.guildhouse.collector.simulate.world.Cast.Passage;
import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;

/** Members that join, leave and return, as the gateway, system messages and snapshots tell it. */
final class MemberStories {
  private enum Entrance {
    GATEWAY,
    SYSTEM_MESSAGE,
    /** Told by both, which is one join. */
    BOTH,
    BY_INVITE
  }

  private enum Exit {
    SEEN,
    /** Told twice within a minute, which is one leave. */
    TWICE,
    BANNED,
    MISSED
  }

  /** Where Discord greets who joins. */
  private static final int GREETING_CHANNEL = 0;

  /** The share of a day's events that snapshots of members may take. */
  private static final int SNAPSHOT_SHARE = 10;

  private final Stage stage;
  private int nextMove;
  private final Deck<Entrance> entrances = new Deck<Entrance>()
      .with(4, Entrance.GATEWAY)
      .with(2, Entrance.BOTH)
      .with(1, Entrance.SYSTEM_MESSAGE)
      .with(3, Entrance.BY_INVITE);
  private final Deck<Exit> exits = new Deck<Exit>()
      .with(6, Exit.SEEN)
      .with(1, Exit.TWICE)
      .with(1, Exit.BANNED)
      .with(1, Exit.MISSED);

  MemberStories(Stage stage) {
    this.stage = stage;
  }

  void tell(int day, int events) {
    Draws draws = stage.draws(MemberStories.class, day);
    snapshot(day, snapshots(events));
    long dayEnd = stage.span.dayStart(day + 1);
    while (nextMove < stage.cast.moves().size()
        && stage.cast.moves().get(nextMove).at() < dayEnd) {
      Move move = stage.cast.moves().get(nextMove++);
      if (move.passage() == Passage.JOIN) {
        join(draws, move.member(), move.at());
      } else {
        leave(draws, move.member(), move.at());
      }
    }
    for (int i = 1 + events / 500; i > 0; i--) {
      update(draws, draws.between(stage.span.dayStart(day), dayEnd));
    }
  }

  /** How many members a day's snapshot holds. */
  int snapshots(int events) {
    return Math.min(stage.cast.members(), Math.max(1, events / SNAPSHOT_SHARE));
  }

  /** Members that are present, all of them where that is not too much, else some each day. */
  private void snapshot(int day, int count) {
    long at = stage.span.dayStart(day) + 5 * Span.SECOND;
    int members = stage.cast.members();
    int first = (int) ((long) day * count % members);
    for (int i = 0; i < count; i++) {
      int member = (first + i) % members;
      at += Span.MILLISECOND;
      if (stage.cast.isPresent(member, at) && stage.sees(at)) {
        emit(EventType.MEMBER_SNAPSHOT, member, at);
      }
    }
  }

  private void join(Draws draws, int member, long at) {
    Entrance entrance = entrances.deal(draws);
    long greetedAt = at + draws.between(Span.MILLISECOND, 2 * Span.SECOND);
    greetedAt -= Math.floorMod(greetedAt, Span.MILLISECOND);
    boolean gateway = entrance != Entrance.SYSTEM_MESSAGE && stage.sees(at);
    if (gateway) {
      emit(EventType.MEMBER_JOIN, member, at);
      stage.book.one(Measure.JOINS, Channels.NONE, member, at);
    }
    boolean sameHour = Math.floorDiv(at, Span.HOUR) == Math.floorDiv(greetedAt, Span.HOUR);
    boolean greets = entrance == Entrance.SYSTEM_MESSAGE || entrance == Entrance.BOTH;
    if (greets && sameHour && stage.sees(greetedAt)) {
      greet(member, greetedAt);
      if (!gateway) {
        stage.book.one(Measure.JOINS, Channels.NONE, member, greetedAt);
      }
    }
    if (entrance == Entrance.BY_INVITE && stage.sees(at)) {
      stage.emit(stage.by(stage.event(EventType.INVITE_JOIN, stage.ownId(), at), member), at);
      stage.book.one(Measure.INVITE_JOINS, Channels.NONE, member, at);
    }
  }

  /** The system message, and the join that it tells of. */
  private void greet(int member, long at) {
    long id = stage.id(Stage.Id.SYSTEM_MESSAGE, at);
    Message greeting = new Message(id, at, member, GREETING_CHANNEL, 0);
    greeting.system = true;
    stage.emit(greeting.tell(stage, stage.event(EventType.MESSAGE_CREATE, id, at)), at);
    stage.book.one(Measure.BOT_MESSAGES, GREETING_CHANNEL, Cast.UNKNOWN, at);
    RawEvent.Builder join = stage.event(EventType.MEMBER_JOIN, id, at);
    stage.emit(stage.by(greeting.place(stage, join), member), at);
  }

  private void leave(Draws draws, int member, long at) {
    Exit exit = exits.deal(draws);
    if (exit == Exit.MISSED) {
      return;
    }
    long banned = at - Span.MILLISECOND;
    if (exit == Exit.BANNED && stage.sees(banned)) {
      emit(EventType.MEMBER_BAN, member, banned);
    }
    boolean seen = stage.sees(at);
    if (seen) {
      emit(EventType.MEMBER_LEAVE, member, at);
      stage.book.one(Measure.LEAVES, Channels.NONE, member, at);
    }
    long again = at + draws.between(Span.SECOND, 50 * Span.SECOND);
    if (exit == Exit.TWICE && stage.sees(again)) {
      emit(EventType.MEMBER_LEAVE, member, again);
      if (!seen) {
        stage.book.one(Measure.LEAVES, Channels.NONE, member, again);
      }
    }
  }

  private void update(Draws draws, long at) {
    if (stage.sees(at)) {
      emit(EventType.MEMBER_UPDATE, stage.cast.drawMember(draws, at), at);
    }
  }

  private void emit(EventType type, int member, long at) {
    long key = stage.cast.key(member);
    stage.emit(stage.by(stage.repeatable(type, key, at), member), at);
  }
}
