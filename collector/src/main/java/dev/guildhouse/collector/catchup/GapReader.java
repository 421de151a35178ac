package dev.guildhouse.collector.catchup;

import dev.guildhouse.collector.reading.ChannelResult;
import dev.guildhouse.collector.reading.EventSink;
import dev.guildhouse.collector.reading.ReadingSettings;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schema.WarehouseException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catches up with guilds beside the live watch: each when it begins to be watched, and once more, later
 * and later, while Discord does not answer for some of it. Whatever it is interrupted in goes on at the
 * next start, from the checkpoints.
 */
public final class GapReader implements AutoCloseable {
  /** Each reads several channels; the limit of all requests together is that of {@link RestCalls}. */
  private static final int GUILDS_AT_ONCE = 2;

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration SHUTDOWN = Duration.ofSeconds(8);
  private static final Logger LOG = LoggerFactory.getLogger(GapReader.class);

  private final RestCalls rest;
  private final EventSink sink;
  private final ReadingSettings settings;
  private final Path folder;
  private final Duration firstPause;
  private final GapProgress progress = new GapProgress();
  private final Map<Long, Guild> guilds = new HashMap<>();

  /** Keeps the guilds' state, and is never held up by Discord. */
  private final ScheduledExecutorService keeper =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "catch-up-keeper"));

  private final ExecutorService readers =
      Executors.newFixedThreadPool(GUILDS_AT_ONCE, work -> new Thread(work, "catch-up"));

  /** One guild; only the keeper's thread changes it. */
  private static final class Guild {
    final long id;
    final Checkpoints checkpoints;
    Instant watchedFrom = Instant.MIN;
    Duration pause = Duration.ZERO;
    boolean isBusy;

    Guild(long id, Checkpoints checkpoints) {
      this.id = id;
      this.checkpoints = checkpoints;
    }
  }

  /**
   * Catch-ups into a sink.
   *
   * @param folder of the checkpoints
   * @param firstPause before a guild is tried again; doubles up to an hour
   */
  public GapReader(
      RestCalls rest, EventSink sink, ReadingSettings settings, Path folder, Duration firstPause) {
    this.rest = rest;
    this.sink = sink;
    this.settings = settings;
    this.folder = folder;
    this.firstPause = firstPause;
  }

  /**
   * A guild begins to be watched: reads what was written since it last was. Returns at once.
   *
   * @param earlier when it was watched last; empty when it never was, and then nothing is read
   */
  public void began(long guildId, Optional<EarlierWatch> earlier, Instant at) {
    progress.asked();
    keeper.execute(() -> guarded(() -> note(guildId, earlier, at)));
  }

  /** How far it is. */
  public GapProgress progress() {
    return progress;
  }

  private void note(long guildId, Optional<EarlierWatch> earlier, Instant at) {
    Guild guild =
        guilds.computeIfAbsent(guildId, id -> new Guild(id, Checkpoints.open(folder, id)));
    if (earlier.isPresent()) {
      guild.checkpoints.watched(earlier.get());
      // At once, so that a death before its turn comes costs no older part of the watch.
      guild.checkpoints.save();
    }
    boolean isWaiting = guild.isBusy || !guild.watchedFrom.equals(Instant.MIN);
    guild.watchedFrom = at;
    guild.pause = Duration.ZERO;
    if (isWaiting) {
      progress.answered();
    }
    if (!guild.isBusy) {
      submit(guild);
    }
  }

  private void submit(Guild guild) {
    guild.isBusy = true;
    Instant at = guild.watchedFrom;
    try {
      readers.execute(() -> {
        boolean isComplete = read(guild, at);
        if (!Thread.currentThread().isInterrupted()) {
          keeper.execute(() -> guarded(() -> ended(guild, at, isComplete)));
        }
      });
    } catch (RejectedExecutionException closed) {
      // The next start goes on here.
    }
  }

  /** Whether all was read that the bot may read. */
  private boolean read(Guild guild, Instant at) {
    try (GapProgress.Reading reading = progress.begin()) {
      GuildReport report =
          new CatchUp(rest, sink, settings, reading).run(guild.id, guild.checkpoints, at);
      LOG.info(
          "Caught up with guild {}: {} messages, {} channels read, {} without access, {} without an"
              + " answer",
          guild.id,
          report.messages(),
          report.in(ChannelResult.State.READ).count(),
          report.in(ChannelResult.State.NO_ACCESS).count(),
          report.in(ChannelResult.State.UNAVAILABLE).count());
      return !report.isIncomplete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (WarehouseException e) {
      LOG.warn("{}", e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.error("Cannot catch up with guild {}", guild.id, e);
      return false;
    }
  }

  private void ended(Guild guild, Instant at, boolean isComplete) {
    guild.isBusy = false;
    if (!guild.watchedFrom.equals(at)) {
      submit(guild);
    } else if (isComplete) {
      guild.watchedFrom = Instant.MIN;
      progress.answered();
    } else {
      guild.pause = longer(guild.pause);
      var unused = keeper.schedule(
          () -> guarded(() -> {
            if (!guild.isBusy && guild.watchedFrom.equals(at)) {
              submit(guild);
            }
          }),
          guild.pause.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  private Duration longer(Duration pause) {
    Duration next = pause.isZero() ? firstPause : pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  /** A failure is told, and ends neither the keeper nor the watch. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (WarehouseException e) {
      LOG.error("{}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The catch-up failed", e);
    }
  }

  /** Ends what is under way; what is not safe by then is read again after the next start. */
  @Override
  public void close() {
    readers.shutdownNow();
    try {
      boolean isEnded = readers.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
      keeper.shutdownNow();
      if (!isEnded || !keeper.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A catch-up does not end within {}", SHUTDOWN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
