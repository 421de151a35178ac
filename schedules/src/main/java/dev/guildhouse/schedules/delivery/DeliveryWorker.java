package dev.guildhouse.schedules.delivery;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.discord.PostFailure;
import dev.guildhouse.schedules.drafts.DraftButtons;
import dev.guildhouse.schedules.drafts.DraftThreads;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.queue.ClaimedDelivery;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.Delivery;
import dev.guildhouse.schedules.operations.queue.DeliveryError;
import dev.guildhouse.schedules.operations.queue.DeliveryError.Trace;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries from the queue, one after the other, and brings each report into its channel
 * exactly once, whatever breaks on the way. Several workers may run at once.
 */
public final class DeliveryWorker implements AutoCloseable {
  /** Doubling ends here. */
  private static final Duration LONGEST_BACKOFF = Duration.ofHours(6);

  private static final int DOUBLINGS = 20;

  private final Deliveries deliveries;
  private final Path reports;
  private final Config.Delivery settings;
  private final Supplier<DiscordConnection> login;
  private final InstantSource clock;
  private final Pause pause;
  private final Presentation presentation;
  private final List<String> problems = new ArrayList<>();
  private @Nullable DiscordConnection connection;
  private int queued;
  private int delivered;
  private int failed;
  private int dead;

  /** A worker that posts everything as it was written. */
  public DeliveryWorker(
      Deliveries deliveries,
      Path reports,
      Config.Delivery settings,
      Supplier<DiscordConnection> login,
      InstantSource clock,
      Pause pause) {
    this(deliveries, reports, settings, login, clock, pause, Presentation.AS_WRITTEN);
  }

  /**
   * A worker that logs in when there is something to post, and stays logged in until it is closed.
   *
   * @param reports the folder of all reports
   * @param presentation how they read where they are posted
   */
  public DeliveryWorker(
      Deliveries deliveries,
      Path reports,
      Config.Delivery settings,
      Supplier<DiscordConnection> login,
      InstantSource clock,
      Pause pause,
      Presentation presentation) {
    this.deliveries = deliveries;
    this.reports = reports;
    this.settings = settings;
    this.login = login;
    this.clock = clock;
    this.pause = pause;
    this.presentation = presentation;
  }

  /** Queues reports that were written and, because of a crash, not queued. */
  public void queueOrphans() {
    queued += new OrphanedReports(reports, deliveries).queue(clock.instant());
  }

  /**
   * Delivers what is due, and what becomes due soon.
   *
   * @param patience how far ahead an attempt may lie to be waited for; zero to wait for none
   * @throws WarehouseException if there is something to post and no way to log in; the queue is then
   *     as it was
   */
  public DeliverySummary drain(Duration patience) {
    Optional<Instant> next = deliveries.nextAttempt();
    while (next.isPresent() && !next.get().isAfter(clock.instant().plus(patience))) {
      Duration wait = Duration.between(clock.instant(), next.get());
      if (wait.isNegative() || wait.isZero()) {
        DiscordConnection session = connected();
        deliveries.claim().ifPresent(claimed -> deliver(session, claimed));
      } else if (!pause.take(wait)) {
        break;
      }
      next = deliveries.nextAttempt();
    }
    return new DeliverySummary(queued, delivered, failed, dead, problems);
  }

  @Override
  public void close() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private DiscordConnection connected() {
    if (connection == null) {
      connection = login.get();
    }
    return connection;
  }

  private void deliver(DiscordConnection session, ClaimedDelivery claimed) {
    StopPoint.reached("deliver.claimed");
    Delivery delivery = claimed.delivery();
    ReportPost post;
    PostPlan plan;
    try {
      plan = plan(session, delivery);
      post = new ReportPost(session, claimed, plan);
    } catch (WarehouseException e) {
      giveUp(
          claimed,
          new DeliveryError("ReportBroken", String.valueOf(e.getMessage()), before(delivery)));
      return;
    }
    try {
      long messageId = post.complete();
      openThread(session, delivery.request(), messageId);
      presentation.follow(session, claimed, plan.report(), plan.folder());
      claimed.delivered(messageId);
      StopPoint.reached("deliver.recorded");
      delivered++;
    } catch (PostFailure e) {
      Trace trace = post.hasLeftNothing() ? Trace.NOTHING_POSTED : Trace.MAYBE_POSTED;
      DeliveryError error = new DeliveryError(e.type(), e.getMessage(), trace);
      boolean isHopeless =
          e.kind() == PostFailure.Kind.REFUSED || e.kind() == PostFailure.Kind.TOO_LARGE;
      if (isHopeless || delivery.attempts() >= settings.retryLimit()) {
        giveUp(claimed, error);
      } else {
        tryLater(claimed, error);
      }
    } catch (WarehouseException e) {
      if (e.code() != WarehouseException.Code.LOCKED) {
        throw e;
      }
      // Another worker has it now, and looks into the channel before it posts.
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private PostPlan plan(DiscordConnection session, Delivery delivery) {
    NewDelivery request = delivery.request();
    Path manifest = reports.resolve(request.manifestPath());
    ReportFolder folder = ReportFolder.ofManifest(manifest);
    ReportDocument document = folder.document(folder.manifest());
    Presentation.Shown shown = presentation.of(request, document, folder, session.rest());
    return new PostPlan(
        delivery.id(),
        request.channelId(),
        shown.document(),
        folder,
        shown.made(),
        DraftButtons.under(request),
        DraftButtons.isApproved(request) ? document.mention() : null);
  }

  /** Whoever takes over finds the post, and opens what is not open yet. */
  private static void openThread(DiscordConnection session, NewDelivery request, long messageId)
      throws PostFailure {
    Optional<String> thread = DraftThreads.under(request);
    if (thread.isPresent()) {
      session.openThread(request.channelId(), messageId, thread.get());
    }
  }

  /** What is known before anything was done. */
  private static Trace before(Delivery delivery) {
    return delivery.maybeSentSince() == null ? Trace.NOTHING_POSTED : Trace.MAYBE_POSTED;
  }

  private void giveUp(ClaimedDelivery claimed, DeliveryError error) {
    claimed.dead(error);
    dead++;
    note(claimed.delivery(), error, "given up");
  }

  private void tryLater(ClaimedDelivery claimed, DeliveryError error) {
    Instant retryAt = clock.instant().plus(backoff(claimed.delivery().attempts()));
    claimed.failed(error, retryAt);
    failed++;
    note(claimed.delivery(), error, "next attempt at " + retryAt);
  }

  private void note(Delivery delivery, DeliveryError error, String consequence) {
    NewDelivery request = delivery.request();
    problems.add(request.report() + " of guild " + request.guildId() + " for " + request.period()
        + " was not posted to channel " + request.channelId() + ": " + error.text() + "; "
        + consequence);
  }

  /** Doubles with every attempt, without chance, so that a test and a person can foretell it. */
  private Duration backoff(int attempts) {
    Duration wait = settings.backoff().multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
    return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
  }
}
