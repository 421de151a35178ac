package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.serve.Serve;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import picocli.CommandLine.Command;

/** Runs schedules and deliveries until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Runs what is due and posts what is queued, until it is stopped.",
      "What runs when: guildhouse schedule list. With serve.port it tells of itself by HTTP. Several"
          + " may run on one home, or on several machines over one PostgreSQL database: each slot is"
          + " run once. Stop it with Ctrl-C or SIGTERM: what runs has 20 seconds to end, and what did"
          + " not end the next start takes up."
    })
final class ServeCommand implements Task {
  /** Before that of Spark, which would end the session under the work that still runs. */
  private static final int FIRST = 100;

  private static final long MOST_SECONDS = 30;

  @Override
  public Engine engine() {
    return Engine.SPARK;
  }

  @Override
  public ExitCode run(Workplace place) throws InterruptedException {
    try (Serve serve = Serve.start(place.preparedHome(), place.config(), place.clock())) {
      ShutdownHookManager.get()
          .addShutdownHook(serve::close, FIRST, MOST_SECONDS, TimeUnit.SECONDS);
      place.console().remark("Serving " + place.home().root() + ". Stop with Ctrl-C or SIGTERM.");
      serve.await();
    }
    return ExitCode.OK;
  }
}
