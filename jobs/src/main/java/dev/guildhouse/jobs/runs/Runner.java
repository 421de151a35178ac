package dev.guildhouse.jobs.runs;

import static java.util.Comparator.naturalOrder;

import dev.guildhouse.jobs.facts.FactJobs;
import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.ingest.Ingest;
import dev.guildhouse.jobs.ingest.Touched;
import dev.guildhouse.jobs.lake.Lake;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.Sweep;
import dev.guildhouse.jobs.lake.landing.LandingReader;
import dev.guildhouse.jobs.lake.landing.LandingRetention;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.lake.spark.Workload;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.privacy.ForgottenMembers;
import dev.guildhouse.jobs.runs.JobPass.Snapshots;
import dev.guildhouse.jobs.runs.Restating.Values;
import dev.guildhouse.jobs.summary.KeptSummaries;
import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs jobs and publishes what they made as one release. Whoever calls it holds the writer's lease.
 */
public final class Runner {
  private final Lake lake;
  private final LandingReader landing;
  private final Config config;
  private final Supplier<Map<Long, List<KpiTarget>>> targets;
  private final Reason reason;

  public Runner(Lake lake, LandingReader landing, Config config) {
    this(lake, landing, config, Map::of, Reason.LATE);
  }

  private Runner(
      Lake lake,
      LandingReader landing,
      Config config,
      Supplier<Map<Long, List<KpiTarget>>> targets,
      Reason reason) {
    this.lake = lake;
    this.landing = landing;
    this.config = config;
    this.targets = targets;
    this.reason = reason;
  }

  /** The same, judging targets; they are asked for when a run begins to fold. */
  public Runner judging(Supplier<Map<Long, List<KpiTarget>>> wanted) {
    return new Runner(lake, landing, config, wanted, reason);
  }

  /** The same, but published numbers that it changes are restated for another reason. */
  public Runner because(Reason other) {
    return new Runner(lake, landing, config, targets, other);
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
      return finished(writer, lease, Optional.of(ingest(writer)), List.of());
    }
  }

  /** The whole chain for a day: ingest, and whatever is pending until its end. */
  public RunResult nightly(LocalDate day, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run);
        NightlyVerification verification = new NightlyVerification(writer, config)) {
      Ingest.Result taken = ingest(writer);
      List<JobOutcome> outcomes = pass(
          writer, JobGraph.ALL, span -> !span.from().isAfter(day), Snapshots.KEEP, verification);
      fill(writer, JobGraph.ALL, day.plusDays(1));
      verification.require(day, outcomes);
      return finished(writer, lease, Optional.of(taken), outcomes);
    }
  }

  /** The whole chain for the days of a range, in one pass. */
  public RunResult backfill(DayRange range, Reprocess which, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      Ingest.Result taken = ingest(writer);
      if (which == Reprocess.ALL) {
        markAgain(writer, JobGraph.selection(JobGraph.NIGHTLY), range, Set.copyOf(range.days()));
      }
      List<JobOutcome> outcomes =
          pass(writer, JobGraph.ALL, range::overlaps, Snapshots.RESTATE, PassListener.NONE);
      return finished(writer, lease, Optional.of(taken), outcomes);
    }
  }

  /** One job for the days of a range, whether or not anything changed. */
  public RunResult one(TableJob job, DayRange range, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      writer.sealed().requireOpen("run " + job.name(), range, writer.ledger().guilds());
      Slice slice =
          writer.sealed().open(job.output(), DirtyDays.wanted(held(writer, range), job, range));
      new InputCheck(writer.ledger()).require(job, slice, range);
      mark(writer, job, slice);
      List<JobOutcome> outcomes = pass(
          writer,
          List.of(job),
          span -> slice.days().contains(span.from()),
          Snapshots.RESTATE,
          PassListener.NONE);
      fill(writer, List.of(job), range.to());
      return finished(writer, lease, Optional.empty(), outcomes);
    }
  }

  /**
   * Begins a backfill in parts: takes in what has landed if it is the whole chain, and marks days
   * that are to be redone although nothing changed. They stay marked until they are folded, whoever
   * does it.
   *
   * @param redo days to mark, as far as they hold events
   */
  public RunResult prepare(
      JobSelection selection, DayRange range, Set<LocalDate> redo, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      writer
          .sealed()
          .requireOpen(
              "backfill " + selection.name() + " for " + range,
              range,
              writer.ledger().guilds());
      Optional<Ingest.Result> taken =
          selection.isWhole() ? Optional.of(ingest(writer)) : Optional.empty();
      if (!selection.isWhole()) {
        TableJob job = selection.jobs().get(0);
        Slice wanted = DirtyDays.wanted(held(writer, range), job, range);
        new InputCheck(writer.ledger()).require(job, wanted, range);
      }
      markAgain(writer, selection, range, redo);
      return finished(writer, lease, taken, List.of());
    }
  }

  /** Folds one part of a backfill: what is pending in a range, and all that it changes there. */
  public RunResult fold(
      JobSelection selection, DayRange range, PassListener listener, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      List<JobOutcome> outcomes =
          pass(writer, selection.jobs(), range::overlaps, Snapshots.RESTATE, listener);
      return finished(writer, lease, Optional.empty(), outcomes);
    }
  }

  /**
   * Folds the last part of a backfill.
   *
   * @param filledUntil the day until which the tables are filled from then on, if not further
   */
  public RunResult finish(
      JobSelection selection,
      DayRange range,
      LocalDate filledUntil,
      PassListener listener,
      WriterLease lease,
      long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      List<JobOutcome> outcomes =
          pass(writer, selection.jobs(), range::overlaps, Snapshots.RESTATE, listener);
      fill(writer, selection.jobs(), filledUntil);
      return finished(writer, lease, Optional.empty(), outcomes);
    }
  }

  /** Keeps what a night tells of some guilds, in place of what was kept of the same night. */
  public RunResult keep(List<SummaryDocument> summaries, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      new KeptSummaries(writer, lake.spark()).keep(summaries);
      return finished(writer, lease, Optional.empty(), List.of());
    }
  }

  /**
   * Takes members out of every open table: out of the events, and by folding anew out of all that
   * they were part of.
   */
  public RunResult erase(ForgottenMembers members, WriterLease lease, long run) {
    try (LakeWriter writer = lake.writer(lease, run)) {
      Ingest.Result taken = ingest(writer);
      // Ever so little may have landed; what is rewritten is a whole history.
      writer.workload(Workload.LARGE);
      Slice touched = members.eraseEvents(writer);
      mark(
          writer, JobGraph.named(SegmentTables.MEMBER_SEGMENTS.name()), members.eraseState(writer));
      new KeptSummaries(writer, lake.spark()).withdraw(touched);
      StopPoint.reached("erase.events");
      FactJobs.TYPES.keySet().forEach(job -> mark(writer, job, touched));
      // Days that were never folded hold nothing yet, and calling them filled would be untrue.
      LocalDate filled =
          writer.ledger().filledUntil().values().stream().max(naturalOrder()).orElse(LocalDate.MIN);
      // Numbers without members that were told already are told anew without them.
      JobGraph.ALL.stream()
          .filter(job -> job.isSnapshot() && !job.output().bearsKeys())
          .forEach(job -> mark(
              writer,
              job,
              job.affectedBy(job.inputs().get(0), touched).ofDays(day -> day.isBefore(filled))));
      List<JobOutcome> outcomes = pass(
          writer,
          JobGraph.ALL,
          span -> span.from().isBefore(filled),
          Snapshots.KEEP,
          Values.WITHHELD,
          PassListener.NONE);
      return finished(writer, lease, Optional.of(taken), outcomes);
    }
  }

  /** The days of a range for which something is pending; of weeks and months the first such day. */
  public NavigableSet<LocalDate> openDays(JobSelection selection, DayRange range) {
    Ledger ledger = lake.releases().current().ledger();
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (TableJob job : selection.jobs()) {
      for (LocalDate day : ledger.pendingOf(job.name()).days()) {
        if (range.overlaps(job.spanOf(day))) {
          days.add(day.isBefore(range.from()) ? range.from() : day);
        }
      }
    }
    return days;
  }

  /**
   * What a backfill of a range would fold and why, without doing it.
   *
   * @param redo days to fold although nothing is new, as far as they hold events
   */
  public List<PlannedFold> plan(JobSelection selection, DayRange range, Set<LocalDate> redo) {
    Ledger ledger = lake.releases().current().ledger();
    NavigableSet<LocalDate> heldDays = redo.isEmpty() && selection.isWhole()
        ? Collections.emptyNavigableSet()
        : lake.days(RawEvents.TABLE, range);
    Slice held = Slice.of(ledger.guilds(), heldDays);
    if (!selection.isWhole()) {
      TableJob job = selection.jobs().get(0);
      new InputCheck(ledger).require(job, DirtyDays.wanted(held, job, range), range);
    }
    List<Touched> landed =
        selection.isWhole() ? new Ingest(landing).preview(ledger) : List.<Touched>of();
    Map<TableJob, Slice> again = new LinkedHashMap<>(DirtyDays.again(held, selection, range, redo));
    if (selection.isWhole()) {
      DirtyDays.underOtherRules(config, ledger, folded -> lake.days(RawEvents.TABLE, folded))
          .forEach((job, slice) ->
              again.merge(job, slice.ofDays(day -> range.overlaps(job.spanOf(day))), Slice::plus));
    }
    return new RunPlan(ledger, selection, range).folds(DirtyDays.changed(landed), again);
  }

  private Ingest.Result ingest(LakeWriter writer) {
    writer.describe(JobGraph.INGEST);
    Ingest.Result taken = new Ingest(landing).run(writer);
    DirtyDays.changed(taken.touched()).forEach((job, days) -> mark(writer, job, days));
    ChangeReasons.note(writer, taken.touched());
    rules(writer);
    return taken;
  }

  /** Marks what another rule changes, and writes down the rules that hold from now on. */
  private void rules(LakeWriter writer) {
    DirtyDays.underOtherRules(config, writer.ledger(), range -> writer.days(RawEvents.TABLE, range))
        .forEach((job, slice) -> {
          mark(writer, job, slice);
          ChangeReasons.note(writer, Reason.DEFINITION, job, slice);
        });
    for (long guild : writer.ledger().guilds()) {
      writer.ledger(ledger -> ledger.counting(guild, CountingRules.of(config.guild(guild))));
    }
  }

  private static void markAgain(
      LakeWriter writer, JobSelection selection, DayRange range, Set<LocalDate> redo) {
    if (!redo.isEmpty()) {
      Map<TableJob, Slice> again = DirtyDays.again(held(writer, range), selection, range, redo);
      again.forEach((job, slice) -> mark(writer, job, slice));
    }
  }

  private static void mark(LakeWriter writer, TableJob job, Slice slice) {
    writer.ledger(ledger -> ledger.marked(job.name(), slice));
  }

  private static void fill(LakeWriter writer, List<TableJob> jobs, LocalDate until) {
    jobs.forEach(job -> writer.ledger(ledger -> ledger.filled(job.name(), until)));
  }

  /** All guilds on all days of a range that hold events. */
  private static Slice held(LakeWriter writer, DayRange range) {
    NavigableSet<LocalDate> days = writer.days(RawEvents.TABLE, range);
    return Slice.of(writer.ledger().guilds(), days);
  }

  private List<JobOutcome> pass(
      LakeWriter writer,
      List<TableJob> jobs,
      Predicate<DayRange> isWanted,
      Snapshots snapshots,
      PassListener listener) {
    return pass(writer, jobs, isWanted, snapshots, Values.TOLD, listener);
  }

  private List<JobOutcome> pass(
      LakeWriter writer,
      List<TableJob> jobs,
      Predicate<DayRange> isWanted,
      Snapshots snapshots,
      Values values,
      PassListener listener) {
    Slice pending = Slice.EMPTY;
    for (TableJob job : jobs) {
      pending = pending.plus(
          writer.ledger().pendingOf(job.name()).ofDays(day -> isWanted.test(job.spanOf(day))));
    }
    if (pending.isEmpty()) {
      return List.of();
    }
    DayRange months = Period.MONTH.covering(pending.range());
    writer.workload(writer.bytes(RawEvents.TABLE, pending.range())
        + writer.bytes(Rollups.ACTIVITY_HOURLY, months));
    JobInputs inputs = new JobInputs(writer, config, lake.spark(), targets.get());
    Restating restating = new Restating(
        writer.before(), lake.releases().current().ledger(), reason, values, lake.spark());
    List<JobOutcome> outcomes =
        new JobPass(writer, inputs, isWanted, snapshots, listener).run(jobs);
    restating.record(writer, outcomes);
    writer.ledger(Ledger::settled);
    return outcomes;
  }

  private RunResult finished(
      LakeWriter writer,
      WriterLease lease,
      Optional<Ingest.Result> taken,
      List<JobOutcome> outcomes) {
    boolean isChanged = writer.isChanged();
    Release release = isChanged ? writer.publish() : lake.releases().current();
    new Sweep(lake, lease).run(Sweep.Depth.LAST_RUNS);
    new LandingRetention(landing.layout(), config.landing().retentionDays())
        .enforce(release.ledger(), writer.today());
    return new RunResult(release.number(), isChanged, taken, outcomes);
  }
}
