package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.timetable.Timetable;
import dev.guildhouse.schedules.work.ScheduledJobs;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs as long as the process: its parts, over one operations database and one warm
 * Spark session. It can be killed anywhere; what was begun the next start takes up.
 */
public final class Serve implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  private final OperationsDatabase database;
  private final WarmSession warm;
  private final List<Part> parts = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private boolean isClosed;

  private Serve(OperationsDatabase database, WarmSession warm) {
    this.database = database;
    this.warm = warm;
  }

  /**
   * Starts all parts.
   *
   * @param home prepared
   */
  public static Serve start(Home home, Config config, InstantSource clock) {
    Timetable timetable = ScheduledJobs.schedules(home).timetable();
    OperationsDatabase database = OperationsDatabase.open(home, config.operations(), clock);
    WarmSession warm = new WarmSession(home, config, clock, database);
    Serve serve = new Serve(database, warm);
    boolean isStarted = false;
    try {
      serve.begin(new ServeContext(home, config, clock, database, warm), timetable);
      isStarted = true;
      return serve;
    } finally {
      if (!isStarted) {
        serve.close();
      }
    }
  }

  private void begin(ServeContext context, Timetable timetable) {
    AlertsPart alerts = new AlertsPart(context, timetable);
    parts.add(new StatusPart(context, () -> List.copyOf(parts), alerts::standing));
    parts.add(new SparkPart(context.warm()));
    parts.add(alerts);
    parts.add(new DeliveriesPart(context));
    parts.add(new CommandsPart(context));
    parts.add(new SchedulesPart(context, timetable));
    for (Part part : parts) {
      part.start();
      LOG.info("Part {} runs", part.name());
    }
  }

  /** Waits until it is closed. */
  public void await() throws InterruptedException {
    end.await();
  }

  /** Ends all parts within half a minute. */
  @Override
  public synchronized void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    LOG.info("Stopping");
    parts.forEach(Part::stand);
    // All at once, because each may wait for what it has begun.
    parts.stream()
        .map(part -> CompletableFuture.runAsync(
            () -> end(part), work -> new Thread(work, "stop-" + part.name()).start()))
        .toList()
        .forEach(CompletableFuture::join);
    warm.close();
    database.close();
    LOG.info("Stopped");
    end.countDown();
  }

  private static void end(Part part) {
    try {
      part.close();
    } catch (RuntimeException e) {
      LOG.error("The part {} does not end well", part.name(), e);
    }
  }
}
