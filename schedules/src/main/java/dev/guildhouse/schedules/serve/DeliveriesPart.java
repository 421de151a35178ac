package dev.guildhouse.schedules.serve;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.schedules.delivery.DeliverySummary;
import dev.guildhouse.schedules.delivery.DeliveryWorker;
import dev.guildhouse.schedules.delivery.NamedDrafts;
import dev.guildhouse.schedules.operations.Pause;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.QueueStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts what the queue holds, as long as the process runs, over one login that is kept. */
final class DeliveriesPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveriesPart.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Discord grants 1,000 logins a day. */
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(2);

  private static final Duration LAST_POST = Duration.ofSeconds(10);

  private final ServeContext context;
  private final Deliveries deliveries;
  private final NamedDrafts presentation;
  private final Thread thread = new Thread(this::loop, "deliveries");
  private @Nullable DiscordConnection connection;
  private volatile Health health = Health.WELL;
  private volatile boolean isStopping;

  DeliveriesPart(ServeContext context) {
    this.context = context;
    this.deliveries =
        new Deliveries(context.database(), context.config().delivery().lease());
    this.presentation = new NamedDrafts(context.home(), context.config(), context.clock());
    thread.setDaemon(true);
  }

  @Override
  public String name() {
    return "deliveries";
  }

  @Override
  public void start() {
    if (context.config().discord().token() == null) {
      health = new Health(true, "discord.token is not set, so that nothing is posted");
      LOG.warn("Nothing is posted: discord.token is not set. What is queued waits.");
      return;
    }
    thread.start();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void measure(Metrics metrics) {
    QueueStatus status = deliveries.status();
    metrics.add(
        "guildhouse_deliveries",
        "gauge",
        "Deliveries by state.",
        values -> status
            .counts()
            .forEach(
                (state, count) -> values.accept("state=\"" + state.text() + "\"", (long) count)));
    Duration oldest = status.oldestPendingAge();
    metrics.add(
        "guildhouse_deliveries_oldest_seconds",
        "gauge",
        "How long the oldest delivery waits.",
        values -> values.accept("", oldest == null ? 0 : oldest.toSeconds()));
  }

  @Override
  public void stand() {
    isStopping = true;
  }

  @Override
  public void close() {
    isStopping = true;
    thread.interrupt();
    try {
      thread.join(LAST_POST.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeConnection();
  }

  private void loop() {
    boolean hasLookedForOrphans = false;
    while (!isStopping) {
      Duration wait = BETWEEN_LOOKS;
      try {
        DeliveryWorker worker = worker();
        if (!hasLookedForOrphans) {
          worker.queueOrphans();
          hasLookedForOrphans = true;
        }
        DeliverySummary summary = worker.drain(Duration.ZERO);
        summary.problems().forEach(problem -> LOG.warn("{}", problem));
        health = Health.WELL;
      } catch (RuntimeException e) {
        // A login or the database; the next look may find it well again.
        health = Health.unwell(String.valueOf(e.getMessage()));
        LOG.warn("Nothing can be posted now: {}", e.getMessage(), e);
        wait = AFTER_TROUBLE;
      }
      pause(wait);
    }
  }

  /** One for each look: what it counts and notes is told with the look. */
  private DeliveryWorker worker() {
    return new DeliveryWorker(
        deliveries,
        context.home().reports(),
        context.config().delivery(),
        this::connected,
        context.clock(),
        Pause.REAL,
        presentation);
  }

  private synchronized DiscordConnection connected() {
    DiscordConnection open = connection;
    if (open == null || open.isOver()) {
      open = DiscordConnection.open(context.config().discord());
      connection = open;
    }
    return open;
  }

  private synchronized void closeConnection() {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }

  private void pause(Duration wait) {
    long until = System.nanoTime() + wait.toNanos();
    while (!isStopping && System.nanoTime() < until) {
      try {
        TimeUnit.MILLISECONDS.sleep(200);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
