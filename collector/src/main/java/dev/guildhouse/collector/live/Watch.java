package dev.guildhouse.collector.live;

import dev.guildhouse.collector.catchup.EarlierWatch;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.mapping.GatewaySession;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the collector can vouch for, guild by guild: heartbeats over what was watched, gaps over what
 * was not. A resumed session is no gap, because its replay fills the time between; a new session is
 * one, from the last proof of life to when the guild is described anew.
 *
 * <p>A gap names no messages: REST can fetch those, and tells by itself what it found. Times are whole
 * seconds. For one thread at a time.
 */
final class Watch {
  private static final class Guild {
    final GuildView view;
    GatewaySession session;
    final Instant from;
    Instant reportedUntil;

    /** The last proof of life of a guild that is no longer watched; null while it is. */
    @Nullable
    Instant lostAt;

    Guild(GuildView view, GatewaySession session, Instant from) {
      this.view = view;
      this.session = session;
      this.from = from;
      this.reportedUntil = seconds(from);
    }
  }

  private final Map<Long, Guild> guilds = new TreeMap<>();
  private final Map<Long, WatchFile.Watched> earlier;
  private final Duration heartbeatEvery;
  private final Consumer<RawEvent> events;
  private Intents intents;
  private Instant proof = Instant.EPOCH;

  /**
   * @param earlier what the last run vouched for
   * @param events takes what there is to tell
   */
  Watch(
      Map<Long, WatchFile.Watched> earlier,
      Intents intents,
      Duration heartbeatEvery,
      Consumer<RawEvent> events) {
    this.earlier = new TreeMap<>(earlier);
    this.intents = intents;
    this.heartbeatEvery = heartbeatEvery;
    this.events = events;
  }

  /** From now on, other families are watched. */
  void use(Intents granted) {
    intents = granted;
  }

  /** The gateway was heard from. */
  void alive(Instant now) {
    if (now.isAfter(proof)) {
      proof = now;
    }
  }

  /**
   * A guild is described, and so watched from now on.
   *
   * @param now in whole milliseconds
   * @return when it was watched last; empty when it never was, or is still
   */
  Optional<EarlierWatch> begin(GuildView view, GatewaySession session, Instant now) {
    Guild known = guilds.get(view.id());
    Instant lostAt = known == null ? null : known.lostAt;
    if (known != null && lostAt == null) {
      // Described once more in the same session, as after an outage of the guild that went unsaid.
      return Optional.empty();
    }
    Guild guild = new Guild(view, session, now);
    Optional<EarlierWatch> last = Optional.empty();
    WatchFile.Watched before = earlier.remove(view.id());
    if (known != null && lostAt != null) {
      last = Optional.of(new EarlierWatch(known.from, lostAt));
    } else if (before != null) {
      stretch(guild, before.reportedUntil(), before.watchedUntil());
      last = Optional.of(new EarlierWatch(before.watchedFrom(), before.watchedUntil()));
    }
    last.ifPresent(watch -> gap(guild, watch.until(), now));
    guilds.put(view.id(), guild);
    events.accept(event(guild, EventType.COLLECTOR_START, now)
        .attributes(startAttributes())
        .build());
    return last;
  }

  private Map<String, String> startAttributes() {
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("families", Intents.text(intents.watched()));
    if (!intents.refused().isEmpty()) {
      attributes.put("refused_intents", intents.refusedText());
    }
    return attributes;
  }

  /** The session ended, and what comes next is another: no guild is watched until it is described. */
  void lost() {
    guilds.values().forEach(this::lose);
  }

  /** One guild is not watched any more. */
  void lost(long guildId) {
    Guild guild = guilds.get(guildId);
    if (guild != null) {
      lose(guild);
    }
  }

  private void lose(Guild guild) {
    if (guild.lostAt == null) {
      report(guild);
      guild.lostAt = later(guild.reportedUntil, seconds(proof));
    }
  }

  /** Tells of what was watched, where it is time to. */
  void tick() {
    for (Guild guild : guilds.values()) {
      Instant due = guild.reportedUntil.plus(heartbeatEvery);
      Instant hour = guild.reportedUntil.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      if (guild.lostAt == null && (!proof.isBefore(due) || !proof.isBefore(hour))) {
        report(guild);
      }
    }
  }

  /** The collector ends: tells of all that is untold. */
  void end(Instant now) {
    for (Guild guild : guilds.values()) {
      if (guild.lostAt == null) {
        lose(guild);
        events.accept(event(guild, EventType.COLLECTOR_END, now).build());
      }
    }
  }

  /** What a next run has to know. */
  Map<Long, WatchFile.Watched> state() {
    Map<Long, WatchFile.Watched> state = new TreeMap<>(earlier);
    guilds.forEach((id, guild) -> {
      Instant watchedUntil =
          guild.lostAt == null ? later(guild.reportedUntil, seconds(proof)) : guild.lostAt;
      state.put(id, new WatchFile.Watched(guild.from, guild.reportedUntil, watchedUntil));
    });
    return state;
  }

  boolean isWatched(long guildId) {
    Guild guild = guilds.get(guildId);
    return guild != null && guild.lostAt == null;
  }

  /** Guilds that are watched now. */
  int watched() {
    return (int) guilds.values().stream().filter(guild -> guild.lostAt == null).count();
  }

  private void report(Guild guild) {
    Instant until = seconds(proof);
    stretch(guild, guild.reportedUntil, until);
    guild.reportedUntil = later(guild.reportedUntil, until);
  }

  /** Heartbeats over a stretch, none across a full hour. */
  private void stretch(Guild guild, Instant from, Instant to) {
    for (Instant start = from; start.isBefore(to); ) {
      Instant hour = start.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
      Instant end = hour.isBefore(to) ? hour : to;
      told(guild, EventType.COLLECTOR_HEARTBEAT, start, end, intents.watched());
      start = end;
    }
  }

  /** Gaps over a stretch, none across midnight, and at least a second long so that it is seen. */
  private void gap(Guild guild, Instant from, Instant now) {
    EnumSet<Family> lost = EnumSet.noneOf(Family.class);
    lost.addAll(intents.watched());
    lost.remove(Family.MESSAGES);
    if (lost.isEmpty()) {
      return;
    }
    Instant to = later(seconds(now), from.plusSeconds(1));
    for (Instant start = from; start.isBefore(to); ) {
      Instant midnight = start.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
      Instant end = midnight.isBefore(to) ? midnight : to;
      told(guild, EventType.COLLECTOR_GAP, start, end, lost);
      start = end;
    }
  }

  private void told(Guild guild, EventType type, Instant from, Instant to, Set<Family> families) {
    events.accept(event(guild, type, from)
        .amount(BigDecimal.valueOf(Duration.between(from, to).toSeconds()))
        .attributes(Map.of("families", Intents.text(families)))
        .build());
  }

  private RawEvent.Builder event(Guild guild, EventType type, Instant at) {
    Instant now = later(proof, at);
    return RawEvent.of(type, guild.view.id())
        .organizationId(guild.view.organizationId())
        .subjectId(EventHash.start()
            .with(guild.session.id())
            .with(type.code())
            .with(at.toEpochMilli())
            .value())
        .eventAt(at.truncatedTo(ChronoUnit.MICROS))
        .receivedAt(now.truncatedTo(ChronoUnit.MICROS))
        .source(Source.GATEWAY)
        .sessionId(guild.session.id())
        .sessionStartedAt(guild.session.startedAt());
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
