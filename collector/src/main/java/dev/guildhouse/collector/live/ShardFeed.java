package dev.guildhouse.collector.live;

import dev.guildhouse.collector.catchup.EarlierWatch;
import dev.guildhouse.collector.journal.Journal;
import dev.guildhouse.collector.live.guilds.GuildView;
import dev.guildhouse.collector.live.guilds.Guilds;
import dev.guildhouse.collector.live.mapping.AfkChannel;
import dev.guildhouse.collector.live.mapping.Dispatch;
import dev.guildhouse.collector.live.mapping.GatewaySession;
import dev.guildhouse.collector.live.mapping.LiveMapper;
import dev.guildhouse.schema.events.EventHash;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.events.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import net.dv8tion.jda.api.exceptions.ParsingException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From one shard's dispatches to its journal, in the order in which they came: what they tell of, and
 * what can be vouched for. Safe for the gateway's thread and the clock's.
 */
final class ShardFeed {
  private static final Logger LOG = LoggerFactory.getLogger(ShardFeed.class);

  private final Guilds guilds;
  private final AfkChannel afk;
  private final Journal journal;
  private final WatchFile watchFile;
  private final Watch watch;
  private final WatchListener listener;
  private final Counters counters;
  private final List<RawEvent> told = new ArrayList<>();
  private CompletableFuture<Void> lastTaken = CompletableFuture.completedFuture(null);
  private LiveMapper mapper;
  private @Nullable GatewaySession session;

  ShardFeed(
      Guilds guilds,
      AfkChannel afk,
      Intents intents,
      Journal journal,
      WatchFile watchFile,
      CollectorSettings settings,
      WatchListener listener,
      Counters counters) {
    this.guilds = guilds;
    this.afk = afk;
    this.journal = journal;
    this.watchFile = watchFile;
    this.listener = listener;
    this.counters = counters;
    this.mapper = new LiveMapper(guilds, intents.content(), afk);
    this.watch = new Watch(watchFile.read(), intents, settings.heartbeatEvery(), told::add);
  }

  /** From now on, Discord shows more or less. */
  synchronized void use(Intents intents) {
    mapper = new LiveMapper(guilds, intents.content(), afk);
    watch.use(intents);
  }

  /** A session began: whatever came before belongs to another. */
  synchronized void begin(String name, Instant now) {
    session = GatewaySession.named(name, now);
    watch.lost();
    watch.alive(now);
    append();
  }

  /**
   * Takes one dispatch. Blocks while the journal is full.
   *
   * @throws RuntimeException when the journal has failed
   */
  synchronized void take(Dispatch dispatch) {
    List<RawEvent> events = read(dispatch);
    watch.alive(dispatch.receivedAt());
    if (dispatch.type().equals("GUILD_CREATE") && !dispatch.data().isUnavailable()) {
      GuildView guild = guilds.guild(LiveMapper.guildOf(dispatch));
      boolean isWatched = watch.isWatched(guild.id());
      Instant at = dispatch.receivedAt().truncatedTo(ChronoUnit.MILLIS);
      Optional<EarlierWatch> earlier = watch.begin(guild, dispatch.session(), at);
      told.addAll(events);
      append();
      if (!isWatched) {
        listener.began(guild.id(), earlier, at);
      }
      return;
    } else if (dispatch.type().equals("GUILD_DELETE")) {
      watch.lost(LiveMapper.guildOf(dispatch));
    }
    told.addAll(events);
    append();
  }

  /** The session that dispatches belong to now. */
  synchronized Optional<GatewaySession> session() {
    return Optional.ofNullable(session);
  }

  /** The gateway answered a heartbeat. */
  synchronized void alive(Instant now) {
    watch.alive(now);
  }

  /** The session is gone and cannot be resumed. */
  synchronized void lost() {
    session = null;
    watch.lost();
    append();
  }

  /** Tells of what was watched, where it is time to. */
  synchronized void tick() {
    watch.tick();
    append();
  }

  /** Counts every guild. */
  synchronized void count(Instant now) {
    GatewaySession current = session;
    if (current == null) {
      return;
    }
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    for (GuildView guild : guilds.all()) {
      if (watch.isWatched(guild.id())) {
        told.add(RawEvent.of(EventType.GUILD_SNAPSHOT, guild.id())
            .organizationId(guild.organizationId())
            .subjectId(
                EventHash.start().with(current.id()).with(at.toEpochMilli()).value())
            .eventAt(at)
            .receivedAt(at)
            .source(Source.GATEWAY)
            .sessionId(current.id())
            .sessionStartedAt(current.startedAt())
            .attributes(guild.counts())
            .build());
      }
    }
    append();
  }

  /** Writes down until when all is watched and taken. */
  void saveProof() {
    Map<Long, WatchFile.Watched> state;
    CompletableFuture<Void> taken;
    synchronized (this) {
      state = watch.state();
      append();
      taken = lastTaken;
    }
    try {
      taken.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
    watchFile.save(state);
  }

  /** Ends the watch; the journal takes what there is left to tell. */
  synchronized void end(Instant now) {
    watch.end(now);
    append();
  }

  /** The ids of all guilds that were ever watched. */
  synchronized List<Long> guildIds() {
    return guilds.all().stream().map(GuildView::id).toList();
  }

  /** Guilds that are watched now. */
  synchronized int watched() {
    return watch.watched();
  }

  private void append() {
    if (!told.isEmpty()) {
      List<RawEvent> events = List.copyOf(told);
      told.clear();
      counters.count(events);
      lastTaken = journal.append(events);
    }
  }

  /** From now on, the list of people holds as it is now. */
  synchronized void obey() {
    guilds.obey();
  }

  /** What people did who are left out goes. */
  private static List<RawEvent> allowed(List<RawEvent> events) {
    return events.stream()
        .filter(event ->
            event.memberKey() != GuildView.LEFT_OUT && event.subjectId() != GuildView.LEFT_OUT)
        .toList();
  }

  /** One dispatch that cannot be read must not end the collector; its content is never logged. */
  private List<RawEvent> read(Dispatch dispatch) {
    try {
      return allowed(mapper.events(dispatch));
    } catch (ParsingException
        | IllegalArgumentException
        | DateTimeException
        | ArithmeticException e) {
      counters.unreadable();
      LOG.error(
          "Cannot read {} number {}: {}",
          dispatch.type(),
          dispatch.sequence(),
          e.getClass().getSimpleName());
      return List.of();
    }
  }
}
