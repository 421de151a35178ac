package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.flow.TableJob;
import java.util.List;

/**
 * What a person wants to run.
 *
 * @param name as given: {@code nightly}, or the name of a table
 * @param jobs in the order of the flow
 */
public record JobSelection(String name, List<TableJob> jobs) {
  public JobSelection {
    jobs = List.copyOf(jobs);
  }

  /** Whether it is the whole chain, which begins with an ingest. */
  public boolean isWhole() {
    return name.equals(JobGraph.NIGHTLY);
  }
}
