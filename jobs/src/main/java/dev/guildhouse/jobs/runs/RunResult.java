package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.ingest.Ingest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run did.
 *
 * @param release the release that holds its work; the one before when nothing changed
 * @param isPublished whether it made that release
 * @param ingest what the ingest took in, when the run began with one
 * @param jobs what each job did, in the order in which they ended; jobs with nothing to do are left
 *     out
 */
public record RunResult(
    long release, boolean isPublished, Optional<Ingest.Result> ingest, List<JobOutcome> jobs) {
  public long rows() {
    return jobs.stream().mapToLong(JobOutcome::rows).sum();
  }

  /** Both parts of one run as one. */
  public RunResult then(RunResult later) {
    return new RunResult(
        later.release,
        isPublished || later.isPublished,
        ingest.isPresent() ? ingest : later.ingest,
        Stream.concat(jobs.stream(), later.jobs.stream()).toList());
  }
}
