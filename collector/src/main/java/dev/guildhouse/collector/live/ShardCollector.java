package dev.guildhouse.collector.live;

import dev.guildhouse.collector.catchup.Checkpoints;
import dev.guildhouse.collector.catchup.EarlierWatch;
import dev.guildhouse.collector.catchup.GapProgress;
import dev.guildhouse.collector.catchup.GapReader;
import dev.guildhouse.collector.journal.Journal;
import dev.guildhouse.collector.journal.JournalLander;
import dev.guildhouse.collector.landing.LandingFiles;
import dev.guildhouse.collector.live.guilds.Guilds;
import dev.guildhouse.collector.live.mapping.AfkChannel;
import dev.guildhouse.collector.live.mapping.ContentAccess;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import net.dv8tion.jda.api.utils.SessionController;
import org.jspecify.annotations.Nullable;

/** One shard: its connection, its journal, its landing files, and what is due by the clock. */
final class ShardCollector implements AutoCloseable {
  /** A guild is counted once its members have been listed, and from then on hourly. */
  private static final Duration FIRST_COUNT = Duration.ofMinutes(1);

  private final int id;
  private final Journal journal;
  private final JournalLander lander;
  private final ShardFeed feed;
  private final Gateway gateway;
  private final MemberLists memberLists = new MemberLists();
  private final @Nullable GapReader gaps;
  private final InstantSource clock;
  private final Duration proofEvery;
  private final SecretWatch secretWatch;
  private final Duration secretsEvery;
  private Instant secretsDue;
  private Instant proofDue;
  private Instant hourDue;
  private final People people;
  private Instant peopleKnown;
  private Instant firstCountDue = Instant.MAX;

  /**
   * @param rest to catch up with what was missed; null when there is nothing that REST could tell
   */
  ShardCollector(
      Home home,
      Config config,
      Gateway.Shard shard,
      CollectorSettings settings,
      SessionController sessions,
      @Nullable RestCalls rest,
      Counters counters,
      InstantSource clock,
      Consumer<RuntimeException> fatal) {
    this.id = shard.id();
    this.clock = clock;
    this.proofEvery = settings.proofEvery();
    Config.Collector wanted = config.collector();
    Intents intents = Intents.needed(
        wanted.families(),
        wanted.messageContent() ? ContentAccess.GRANTED : ContentAccess.WITHHELD);
    SecretStore store = SecretStore.of(home, config.master());
    secretWatch = new SecretWatch(
        store, guild -> config.guild(guild).privacy().mode() == PrivacyMode.ANONYMOUS);
    secretsEvery = settings.secretsEvery();
    people = People.of(home, store);
    peopleKnown = people.changedAt();
    GuildSecrets secrets = GuildSecrets.of(home, config);
    journal = Journal.open(home, id, settings.journal(), clock);
    lander = new JournalLander(journal, new LandingFiles(LandingLayout.of(home))).start();
    gaps = rest == null
        ? null
        : new GapReader(
            rest,
            new JournalSink(journal, counters),
            ReadingSettings.of(config, secrets, people, clock),
            Checkpoints.live(home),
            settings.catchUpPause());
    feed = new ShardFeed(
        Guilds.of(config, secrets, people),
        wanted.afkChannel().equals("counted") ? AfkChannel.COUNTS : AfkChannel.IS_NOWHERE,
        intents,
        journal,
        new WatchFile(home.journal().resolve("shard-" + id).resolve("watched.json")),
        settings,
        this::began,
        counters);
    gateway = new Gateway(
        config.discord(),
        shard,
        intents,
        sessions,
        feed,
        counters,
        clock,
        settings.loginPause(),
        fatal);
    Instant now = clock.instant();
    proofDue = now.plus(proofEvery);
    secretsDue = now;
    hourDue = nextHour(now);
  }

  void start() {
    gateway.start();
  }

  private void began(long guildId, Optional<EarlierWatch> earlier, Instant at) {
    memberLists.add(guildId);
    if (gaps != null) {
      gaps.began(guildId, earlier, at);
    }
  }

  /** Does what is due by the clock; throws what ended the journal. */
  void tick() {
    Optional<RuntimeException> failure = journal.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
    Instant now = clock.instant();
    feed.tick();
    obeyPeople();
    if (!now.isBefore(secretsDue)) {
      secretWatch.look(feed.guildIds(), now);
      secretsDue = now.plus(secretsEvery);
    }
    if (memberLists.takeNews()) {
      firstCountDue = now.plus(FIRST_COUNT);
    }
    if (!now.isBefore(firstCountDue)) {
      feed.count(now);
      firstCountDue = Instant.MAX;
    }
    if (!now.isBefore(hourDue)) {
      feed.count(now);
      if (hourDue.truncatedTo(ChronoUnit.DAYS).equals(hourDue)) {
        memberLists.all(gateway.connection());
      }
      hourDue = nextHour(now);
    }
    if (!now.isBefore(proofDue)) {
      feed.saveProof();
      proofDue = now.plus(proofEvery);
    }
    memberLists.next(gateway.connection());
  }

  /** Whoever is put on the list is left out within a tick. */
  private void obeyPeople() {
    Instant changed = people.changedAt();
    if (!changed.equals(peopleKnown)) {
      feed.obey();
      peopleKnown = changed;
    }
  }

  /** Ends the watch, and lands all that was taken. */
  @Override
  public void close() {
    gateway.close();
    if (gaps != null) {
      gaps.close();
    }
    try {
      if (journal.failure().isEmpty()) {
        feed.end(clock.instant());
        feed.saveProof();
      }
      journal.finish();
      lander.close();
    } finally {
      journal.close();
    }
  }

  int id() {
    return id;
  }

  boolean isConnected() {
    return gateway.isConnected();
  }

  int guilds() {
    return feed.watched();
  }

  Journal journal() {
    return journal;
  }

  /** How far the catch-ups are; empty when no messages are collected. */
  Optional<GapProgress> gaps() {
    return Optional.ofNullable(gaps).map(GapReader::progress);
  }

  long landed() {
    return lander.landed();
  }

  private static Instant nextHour(Instant now) {
    return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
  }
}
