package dev.guildhouse.schedules.serve;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.serve.WarmSession.Pool;
import dev.guildhouse.schedules.work.JobContext;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the parts of a process share.
 *
 * @param home prepared
 */
public record ServeContext(
    Home home, Config config, InstantSource clock, OperationsDatabase database, WarmSession warm) {

  /**
   * What work is done with.
   *
   * @param group a name under which it can be cancelled
   * @param patience how long it waits for another one that writes tables
   */
  public JobContext work(Pool pool, String group, RunTrigger trigger, Duration patience) {
    return new JobContext(
        home, config, clock, database, () -> warm.forWork(pool, group), trigger, patience);
  }
}
