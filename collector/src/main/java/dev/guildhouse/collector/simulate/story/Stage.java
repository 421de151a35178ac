package dev.guildhouse.collector.simulate.story;

import dev.guildhouse.collector.simulate.truth.Book;
import dev.guildhouse.collector.simulate.world.Cast;
import dev.guildhouse.collector.simulate.world.Channels;
import dev.guildhouse.collector.simulate.world.Draws;
import dev.guildhouse.collector.simulate.world.Guild;
import dev.guildhouse.collector.simulate.world.Span;
import dev.guildhouse.collector.simulate.world.Watch;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import dev.guildhouse.schema.time.Snowflake;
import java.util.Map;

/**
 * Where the stories of one guild are told: what they say goes to the collector as events and into
 * the book as truth. What the collector would not have seen, a story must not tell: it asks {@link
 * #sees} first.
 */
final class Stage {
  /** How the low bits of an id are shared: guild, kind of id, a counter against equal milliseconds. */
  private static final int COUNTER_BITS = 10;

  private static final int KIND_BITS = 2;

  /** Ids of one kind are handed out in the order of time, and so never twice. */
  enum Id {
    MESSAGE(0),
    THREAD(1),
    SYSTEM_MESSAGE(2);

    private final int bits;

    Id(int bits) {
      this.bits = bits;
    }
  }

  final Guild guild;
  final Span span;
  final Watch watch;
  final Cast cast;
  final Channels channels;
  final Book book;
  private final EventTaker taker;
  private final int[] counters = new int[Id.values().length];
  private long sequence;
  private long ownIds;

  Stage(Guild guild, Book book, EventTaker taker) {
    this.guild = guild;
    this.span = guild.span();
    this.watch = guild.watch();
    this.cast = guild.cast();
    this.channels = guild.channels();
    this.book = book;
    this.taker = taker;
  }

  Draws draws(Class<?> story, int day) {
    // The name, because a class' hash code is another one in every process.
    return Draws.of(guild.seed(), guild.number(), story.getSimpleName().hashCode(), day);
  }

  boolean sees(long at) {
    return watch.sees(at);
  }

  /** An id made at an instant; for one kind, later ones must be asked for later. */
  long id(Id kind, long at) {
    int counter = counters[kind.bits]++ & ((1 << COUNTER_BITS) - 1);
    return Snowflake.of(
        Span.instant(at),
        ((long) guild.number() << (COUNTER_BITS + KIND_BITS))
            | ((long) kind.bits << COUNTER_BITS)
            | counter);
  }

  /** An id for what is neither message nor thread, unique in the guild. */
  long ownId() {
    return Snowflake.of(Span.instant(span.start()), 0) + ++ownIds;
  }

  /** An event that is the only one of its type and subject. */
  RawEvent.Builder event(EventType type, long subject, long at) {
    return event(type, subject, at, at);
  }

  /** An event that is told apart from others of its type and subject by its place in the session. */
  RawEvent.Builder repeatable(EventType type, long subject, long at) {
    RawEvent.Builder event = event(type, subject, at);
    return event.ordinal(Draws.mix(watch.session(at), sequence));
  }

  /** An event that the collector learned of later than it happened. */
  RawEvent.Builder event(EventType type, long subject, long at, long learnedAt) {
    return RawEvent.of(type, guild.id())
        .subjectId(subject)
        .eventAt(Span.instant(at))
        .source(Source.SIMULATOR)
        .sessionId(watch.session(learnedAt))
        .sessionStartedAt(watch.sessionStart(learnedAt))
        .sequence(++sequence);
  }

  RawEvent.Builder in(RawEvent.Builder event, int channel) {
    return event.channelId(channels.id(channel)).parentChannelId(channels.parentId(channel));
  }

  /** Who did it; bots and webhooks are told by their number. */
  RawEvent.Builder by(RawEvent.Builder event, int number) {
    return event
        .memberKey(cast.key(number))
        .isBot(cast.isBot(number))
        .isWebhook(cast.isWebhook(number));
  }

  /** The event of a story comes to the collector at the instant it happened. */
  void emit(RawEvent.Builder event, long learnedAt) {
    taker.take(event, learnedAt);
  }

  static Map<String, String> attribute(String name, Object value) {
    return Map.of(name, value.toString());
  }
}
