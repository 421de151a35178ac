package dev.guildhouse.schedules.clock;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Looks after one schedule when Quartz says so. Its name stands in Quartz's tables. */
@DisallowConcurrentExecution
public final class PokeJob implements Job {
  /** Looks after a schedule by its name. */
  @FunctionalInterface
  interface Poke {
    void at(String schedule);
  }

  private final Poke poke;

  PokeJob(Poke poke) {
    this.poke = poke;
  }

  @Override
  public void execute(JobExecutionContext context) {
    poke.at(context.getJobDetail().getKey().getName());
  }
}
