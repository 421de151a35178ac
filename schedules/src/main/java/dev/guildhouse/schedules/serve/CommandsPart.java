package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.desk.DiscordCommands;
import dev.guildhouse.schedules.operations.leases.Lease;
import dev.guildhouse.schedules.operations.leases.Leases;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.serve.WarmSession.Pool;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers commands in Discord. Of several processes one does, under a lease, so that nobody is
 * answered twice.
 */
final class CommandsPart implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(CommandsPart.class);
  private static final String LEASE = "discord commands";
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  /** Discord grants 1,000 logins a day. */
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(2);

  private static final Duration LAST_ANSWER = Duration.ofSeconds(10);
  private static final long TICK_MILLIS = 200;

  private final ServeContext context;
  private final Thread thread = new Thread(this::loop, "discord-commands");
  private volatile Health health = Health.WELL;
  private volatile boolean isStopping;

  CommandsPart(ServeContext context) {
    this.context = context;
    thread.setDaemon(true);
  }

  @Override
  public String name() {
    return "commands";
  }

  @Override
  public void start() {
    if (context.config().discord().token() == null) {
      health = new Health(true, "discord.token is not set, so that nobody can ask");
      return;
    }
    thread.start();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    isStopping = true;
    try {
      thread.join(LAST_ANSWER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    while (!isStopping) {
      Duration wait = BETWEEN_LOOKS;
      try {
        answer();
      } catch (WarehouseException e) {
        boolean isElsewhere = e.code() == WarehouseException.Code.LOCKED;
        health = isElsewhere ? Health.WELL : Health.unwell(String.valueOf(e.getMessage()));
        if (!isElsewhere) {
          LOG.warn("Nobody can ask now: {}", e.getMessage(), e);
          wait = AFTER_TROUBLE;
        }
      } catch (RuntimeException e) {
        health = Health.unwell(e.getClass().getName());
        LOG.error("Nobody can ask now", e);
        wait = AFTER_TROUBLE;
      }
      pause(wait);
    }
  }

  /** Answers until the process ends, the lease is lost or Discord ends the connection. */
  private void answer() {
    Office office = new Office(
        context.home(),
        context.config(),
        context.clock(),
        context.database(),
        RunTrigger.DISCORD,
        () -> context.warm().forWork(Pool.COMMANDS, LEASE));
    try (Lease lease = new Leases(context.database())
            .acquire(LEASE, "answers commands", context.config().serve().lease(), Duration.ZERO);
        DiscordCommands commands = DiscordCommands.open(office)) {
      while (!isStopping && !commands.isOver()) {
        lease.check();
        health = commands.isConnected()
            ? Health.WELL
            : Health.unwell("Discord cannot be heard; the connection mends itself");
        pause(Duration.ofMillis(TICK_MILLIS));
      }
    }
  }

  private void pause(Duration wait) {
    long until = System.nanoTime() + wait.toNanos();
    while (!isStopping && System.nanoTime() < until) {
      try {
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
