package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.facts.FactJobs;
import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.ingest.Ingest;
import dev.guildhouse.jobs.ingest.Touched;
import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.LandingReader;
import dev.guildhouse.jobs.lake.Ledger;
import dev.guildhouse.jobs.lake.Slice;
import dev.guildhouse.jobs.lake.Workload;
import dev.guildhouse.jobs.lake.WriterLease;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Runs jobs and publishes what they made as one release. Whoever calls it holds the writer's lease.
 */
public final class Runner {
  private final Lake lake;
  private final LandingReader landing;
  private final Config config;

  public Runner(Lake lake, LandingReader landing, Config config) {
    this.lake = lake;
    this.landing = landing;
    this.config = config;
  }

  /** Which days of a backfill are folded. */
  public enum Reprocess {
    /** Those whose inputs have changed since. */
    MISSING,
    /** All that hold events, whether or not anything changed. */
    ALL
  }

  /** Landing files into events. */
  public RunResult ingest(WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      return finished(writer, Optional.of(ingest(writer)), List.of());
    }
  }

  /** The whole chain for a day: ingest, and whatever is pending until its end. */
  public RunResult nightly(LocalDate day, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      Ingest.Result taken = ingest(writer);
      List<JobOutcome> outcomes =
          pass(writer, JobGraph.ALL, span -> !span.from().isAfter(day));
      JobGraph.ALL.forEach(
          job -> writer.ledger(ledger -> ledger.filled(job.name(), day.plusDays(1))));
      return finished(writer, Optional.of(taken), outcomes);
    }
  }

  /** The whole chain for the days of a range, in one pass. */
  public RunResult backfill(DayRange range, Reprocess which, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      Ingest.Result taken = ingest(writer);
      if (which == Reprocess.ALL) {
        Slice all = held(writer, range);
        FactJobs.TYPES.keySet().forEach(job -> mark(writer, job, all));
      }
      List<JobOutcome> outcomes = pass(writer, JobGraph.ALL, range::overlaps);
      return finished(writer, Optional.of(taken), outcomes);
    }
  }

  /** One job for the days of a range, whether or not anything changed. */
  public RunResult one(TableJob job, DayRange range, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      Slice slice = wanted(writer, job, range);
      requireInputs(writer.ledger(), job, slice, range);
      mark(writer, job, slice);
      List<JobOutcome> outcomes =
          pass(writer, List.of(job), span -> slice.days().contains(span.from()));
      writer.ledger(ledger -> ledger.filled(job.name(), range.to()));
      return finished(writer, Optional.empty(), outcomes);
    }
  }

  private List<JobOutcome> pass(
      LakeWriter writer, List<TableJob> jobs, Predicate<DayRange> isWanted) {
    Slice pending = Slice.EMPTY;
    for (TableJob job : jobs) {
      pending = pending.plus(
          writer.ledger().pendingOf(job.name()).ofDays(day -> isWanted.test(job.spanOf(day))));
    }
    if (pending.isEmpty()) {
      return List.of();
    }
    DayRange months = Period.MONTH.covering(pending.range());
    writer.workload(Workload.of(writer.bytes(RawEvents.TABLE, pending.range())
        + writer.bytes(Rollups.ACTIVITY_HOURLY, months)));
    return new JobPass(writer, inputs(writer), isWanted).run(jobs);
  }

  /**
   * What a run of the whole chain over a range would fold, by job, without doing it. Landing files
   * that were not taken in yet are not looked into.
   */
  public Map<String, Slice> plan(DayRange range) {
    Map<String, Slice> plan = new LinkedHashMap<>();
    Ledger ledger = lake.releases().current().ledger();
    for (TableJob job : JobGraph.ALL) {
      Slice pending = ledger.pendingOf(job.name()).ofDays(day -> range.overlaps(job.spanOf(day)));
      if (!pending.isEmpty()) {
        plan.put(job.name(), pending);
      }
    }
    return plan;
  }

  private Ingest.Result ingest(LakeWriter writer) {
    Ingest.Result taken = new Ingest(landing).run(writer);
    for (Touched touched : taken.touched()) {
      FactJobs.TYPES.forEach((job, types) -> {
        if (types.contains(touched.type())) {
          mark(writer, job, touched.days());
        }
      });
    }
    return taken;
  }

  private static void mark(LakeWriter writer, TableJob job, Slice slice) {
    writer.ledger(ledger -> ledger.marked(job.name(), slice));
  }

  /** All guilds on all days of a range that hold events. */
  private static Slice held(LakeWriter writer, DayRange range) {
    NavigableSet<LocalDate> days = writer.days(RawEvents.TABLE, range);
    return Slice.of(writer.ledger().guilds(), days);
  }

  private static Slice wanted(LakeWriter writer, TableJob job, DayRange range) {
    Slice days = held(writer, range);
    Slice slice = Slice.EMPTY;
    for (TableDef input : job.inputs()) {
      slice = slice.plus(job.affectedBy(input, days));
    }
    return slice.ofDays(day -> day.isBefore(range.to()));
  }

  private static void requireInputs(Ledger ledger, TableJob job, Slice slice, DayRange range) {
    for (TableDef input : job.inputs()) {
      Optional<TableJob> feeder = JobGraph.filling(input);
      if (feeder.isEmpty() || input.equals(job.output())) {
        continue;
      }
      LocalDate filled = ledger.filledUntil().get(input.name());
      Slice open = ledger.pendingOf(input.name()).ofDays(slice.days()::contains);
      if (!open.isEmpty() || (filled == null && !slice.isEmpty())) {
        LocalDate until = open.isEmpty() ? range.from() : open.days().first();
        throw WarehouseException.waiting(
            "run " + job.name() + " for " + range,
            input.name() + " is filled until " + until,
            "Fill it first: guildhouse backfill "
                + input.name()
                + " --from "
                + until
                + " --to "
                + range.to());
      }
    }
  }

  private JobInputs inputs(LakeWriter writer) {
    return new JobInputs(writer, config, lake.spark());
  }

  private static RunResult finished(
      LakeWriter writer, Optional<Ingest.Result> taken, List<JobOutcome> outcomes) {
    if (!writer.isChanged()) {
      return new RunResult(writer.release(), false, taken, outcomes);
    }
    return new RunResult(writer.publish().number(), true, taken, outcomes);
  }
}
