package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.serve.WarmSession.Pool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the warm session with the process, so that who asks first does not wait for it. */
final class SparkPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SparkPart.class);

  private final WarmSession warm;
  private volatile Health health = Health.unwell("it starts");

  SparkPart(WarmSession warm) {
    this.warm = warm;
  }

  @Override
  public String name() {
    return "spark";
  }

  @Override
  public void start() {
    Thread thread = new Thread(this::open, "spark-start");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    // The session is closed when nobody works with it any more.
  }

  private void open() {
    try {
      warm.forWork(Pool.JOBS, "start").spark().range(1).count();
      health = Health.WELL;
    } catch (RuntimeException e) {
      // Whoever needs it tries again, and tells why it fails.
      health = Health.unwell("it did not start: " + e.getClass().getName());
      LOG.error("Spark does not start", e);
    } finally {
      warm.endWork();
    }
  }
}
