package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Measure;
import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Deck;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Threads and forum posts: who starts them, who comes and goes, how they are archived. */
final class ThreadStories {
  /**
   * A thread that can be written in.
   *
   * @param channel the number of the channel above it
   */
  record OpenThread(long id, int channel, long openedAt) {}

  /** Threads that are still written in. */
  private static final int REMEMBERED = 48;

  private final Stage stage;
  private final @Nullable OpenThread[] recent = new OpenThread[REMEMBERED];
  private int started;

  /** + joins, - leaves. */
  private final Deck<String> visits = new Deck<String>()
      .with(14, "+")
      .with(2, "+-")
      .with(2, "+-+")
      .with(1, "++")
      .with(1, "-+");

  /** A archives, U reopens, T tags, D deletes. */
  private final Deck<String> courses = new Deck<String>()
      .with(5, "")
      .with(5, "A")
      .with(2, "AA")
      .with(2, "AUA")
      .with(1, "TAUTTA")
      .with(1, "UA")
      .with(1, "TD");

  ThreadStories(Stage stage) {
    this.stage = stage;
  }

  /** A thread that was open before an instant, if there is one. */
  @Nullable
  OpenThread draw(Draws draws, long at) {
    OpenThread thread = recent[draws.below(REMEMBERED)];
    if (thread == null && started > 0) {
      thread = recent[draws.below(Math.min(started, REMEMBERED))];
    }
    return thread != null && thread.openedAt() < at ? thread : null;
  }

  /** A forum post: the thread bears the id of its first message, which stands in it. */
  void startFromForum(Draws draws, Message message) {
    start(draws, message.id, message.id, message.channel, message.author, message.at);
  }

  /** A thread on a message of a channel, or one beside it that no message starts. */
  void startFromMessage(Draws draws, Message message) {
    if (draws.chance(0.2)) {
      long id = stage.id(Stage.Id.THREAD, message.at);
      start(draws, id, 0, message.channel, message.author, message.at);
    } else {
      long at = message.at + draws.soon(Span.SECOND, 2 * Span.HOUR);
      int owner = draws.chance(0.5) ? message.author : stage.cast.drawMember(draws, at);
      start(draws, message.id, message.id, message.channel, owner, at);
    }
  }

  private void start(Draws draws, long id, long messageId, int channel, int owner, long at) {
    if (!stage.sees(at)) {
      return;
    }
    OpenThread thread = new OpenThread(id, channel, at);
    stage.emit(
        stage
            .by(place(thread, stage.event(EventType.THREAD_CREATE, id, at)), owner)
            .messageId(messageId),
        at);
    if (stage.cast.isMember(owner)) {
      stage.book.one(Measure.THREADS_CREATED, channel, owner, at);
    }
    recent[started++ % REMEMBERED] = thread;
    // One visit of each, however often somebody is drawn.
    Set<Integer> visitors = new HashSet<>();
    visitors.add(owner);
    if (!stage.cast.isWebhook(owner)) {
      visit(draws, thread, owner);
    }
    for (int i = draws.below(5); i > 0; i--) {
      int visitor =
          draws.chance(0.1) ? stage.cast.drawBot(draws) : stage.cast.drawMember(draws, at);
      if (visitors.add(visitor)) {
        visit(draws, thread, visitor);
      }
    }
    archive(draws, thread);
  }

  private void visit(Draws draws, OpenThread thread, int visitor) {
    boolean in = false;
    long at = thread.openedAt() + draws.soon(Span.MILLISECOND, Span.DAY);
    for (char step : visits.deal(draws).toCharArray()) {
      if (stage.sees(at)) {
        boolean joins = step == '+';
        EventType type = joins ? EventType.THREAD_MEMBER_JOIN : EventType.THREAD_MEMBER_LEAVE;
        stage.emit(stage.by(place(thread, stage.repeatable(type, thread.id(), at)), visitor), at);
        if (joins && !in && stage.cast.isMember(visitor)) {
          stage.book.one(Measure.THREAD_JOINS, thread.channel(), visitor, at);
        }
        in = joins;
      }
      at += draws.between(Span.SECOND, Span.DAY);
    }
  }

  private void archive(Draws draws, OpenThread thread) {
    boolean archived = false;
    long at = thread.openedAt();
    for (char step : courses.deal(draws).toCharArray()) {
      at += draws.soon(Span.MINUTE, 3 * Span.DAY);
      if (!stage.sees(at)) {
        continue;
      }
      if (step == 'D') {
        stage.emit(place(thread, stage.repeatable(EventType.THREAD_DELETE, thread.id(), at)), at);
        continue;
      }
      RawEvent.Builder update =
          place(thread, stage.repeatable(EventType.THREAD_UPDATE, thread.id(), at));
      if (step == 'T') {
        update.attributes(Stage.attribute("tags", "help"));
      } else {
        boolean archives = step == 'A';
        update.attributes(Stage.attribute("archived", archives));
        if (archives && !archived) {
          stage.book.one(Measure.THREADS_ARCHIVED, thread.channel(), Cast.UNKNOWN, at);
        }
        archived = archives;
      }
      stage.emit(update, at);
    }
  }

  private RawEvent.Builder place(OpenThread thread, RawEvent.Builder event) {
    return stage.in(event, thread.channel()).threadId(thread.id());
  }
}
