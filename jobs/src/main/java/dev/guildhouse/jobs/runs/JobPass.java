package dev.guildhouse.jobs.runs;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * One pass over all jobs, each after those that feed it and beside those that do not: what is pending
 * is folded, and what that changes is marked for the jobs behind.
 */
final class JobPass {
  /** Small tables wait for the disk more than for a core. */
  private static final int THREADS = 4;

  private final LakeWriter writer;
  private final JobInputs inputs;
  private final Predicate<DayRange> isWanted;
  private final Snapshots snapshots;
  private final PassListener listener;
  private final List<JobOutcome> outcomes = new ArrayList<>();

  /** What becomes of nights that were told already when their inputs change. */
  enum Snapshots {
    /** They stay what was known that night. */
    KEEP,
    /** They are told anew. */
    RESTATE
  }

  /**
   * @param isWanted which days, weeks and months are folded; others stay pending
   */
  JobPass(
      LakeWriter writer,
      JobInputs inputs,
      Predicate<DayRange> isWanted,
      Snapshots snapshots,
      PassListener listener) {
    this.writer = writer;
    this.inputs = inputs;
    this.isWanted = isWanted;
    this.snapshots = snapshots;
    this.listener = listener;
  }

  /** Folds what is pending in the given jobs, which stand in the order of the flow. */
  List<JobOutcome> run(List<TableJob> jobs) {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    Map<TableDef, CompletableFuture<Void>> ends = new HashMap<>();
    AtomicInteger ended = new AtomicInteger();
    try {
      for (TableJob job : jobs) {
        CompletableFuture<?>[] feeders = job.inputs().stream()
            .map(ends::get)
            .filter(Objects::nonNull)
            .toArray(CompletableFuture<?>[]::new);
        ends.put(
            job.output(),
            CompletableFuture.allOf(feeders)
                .thenRunAsync(
                    () -> {
                      fold(job);
                      listener.jobEnded(ended.incrementAndGet(), jobs.size());
                    },
                    pool));
      }
      CompletableFuture.allOf(ends.values().toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof RuntimeException known ? known : e;
    } finally {
      pool.shutdownNow();
    }
    return List.copyOf(outcomes);
  }

  private void fold(TableJob job) {
    Slice slice = pending(job);
    while (!slice.isEmpty()) {
      fold(job, slice);
      // A stay that is now open over midnight, or no longer, makes work for the day after.
      slice = pending(job);
    }
  }

  private Slice pending(TableJob job) {
    return writer.ledger().pendingOf(job.name()).ofDays(day -> isWanted.test(job.spanOf(day)));
  }

  private void fold(TableJob job, Slice slice) {
    long start = System.nanoTime();
    TableDef table = job.output();
    writer.describe(job.name() + " of " + slice);
    listener.folding(job, slice);
    boolean isMoved = !table.foldedBy().equals(table.countedBy());
    boolean isCarried = table.equals(Facts.VOICE_SESSIONS);
    Map<GuildDay, Long> before = isMoved ? checksums(table, slice, lit(true)) : Map.of();
    Map<GuildDay, Long> openBefore = isCarried ? checksums(table, slice, col("is_open")) : Map.of();
    Dataset<Row> counted =
        new IgnoredChannels(inputs.config()).leftOut(table, slice, job.rows(inputs, slice));
    long rows = writer.replace(table, slice, open(table, slice, counted));
    Slice changed = isMoved ? differences(before, checksums(table, slice, lit(true))) : slice;
    writer.ledger(ledger -> ledger.folded(job.name(), slice));
    if (isCarried) {
      carryOn(job, slice, differences(openBefore, checksums(table, slice, col("is_open"))));
    }
    for (TableJob reader : JobGraph.reading(table)) {
      Slice affected = toldAnew(reader, reader.affectedBy(table, changed));
      writer.ledger(ledger -> ledger.marked(reader.name(), affected));
    }
    synchronized (outcomes) {
      outcomes.add(
          new JobOutcome(job.name(), slice, rows, Duration.ofNanos(System.nanoTime() - start)));
    }
  }

  private Slice toldAnew(TableJob reader, Slice affected) {
    if (!reader.isSnapshot() || snapshots == Snapshots.RESTATE) {
      return affected;
    }
    LocalDate told = writer.ledger().filledUntil().getOrDefault(reader.name(), LocalDate.MIN);
    return affected.ofDays(day -> !day.isBefore(told));
  }

  /** Without rows that count in sealed months, such as guesses from a later look at a message. */
  private Dataset<Row> open(TableDef table, Slice slice, Dataset<Row> rows) {
    boolean isMoved = !table.foldedBy().equals(table.countedBy());
    YearMonth first = YearMonth.from(slice.days().first());
    SealedMonths sealed = writer.ledger().sealed().ofMonths(month -> !month.isBefore(first));
    return isMoved && !sealed.isEmpty()
        ? rows.where(functions.not(sealed.hold(table.countedBy())))
        : rows;
  }

  /** Marks the days after those on which other stays are open than before, if they were folded. */
  private void carryOn(TableJob job, Slice folded, Slice changed) {
    LocalDate until = writer.ledger().filledUntil().getOrDefault(job.name(), LocalDate.MIN);
    Slice after = changed
        .onDays(day -> List.of(day.plusDays(1)))
        .minus(folded)
        .ofDays(day -> day.isBefore(until));
    writer.ledger(ledger -> ledger.marked(job.name(), after));
  }

  private record GuildDay(long guild, LocalDate day) {}

  /** What the rows of a slice amount to, by the (guild, day)s on which they count. */
  private Map<GuildDay, Long> checksums(TableDef table, Slice slice, Column isWantedRow) {
    Column[] all = table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> rows = writer.folded(table, slice).where(isWantedRow);
    Map<GuildDay, Long> sums = new HashMap<>();
    for (Row row : rows.groupBy("guild_id", table.countedBy())
        .agg(bit_xor(xxhash64(all)), count(lit(1)))
        .collectAsList()) {
      sums.put(
          new GuildDay(row.getLong(0), row.getDate(1).toLocalDate()),
          row.getLong(2) * 31 + row.getLong(3));
    }
    return sums;
  }

  private static Slice differences(Map<GuildDay, Long> before, Map<GuildDay, Long> after) {
    Map<GuildDay, Long> all = new HashMap<>(before);
    all.putAll(after);
    Slice changed = Slice.EMPTY;
    for (GuildDay day : all.keySet()) {
      if (!Objects.equals(before.get(day), after.get(day))) {
        changed = changed.plus(Slice.of(List.of(day.guild()), List.of(day.day())));
      }
    }
    return changed;
  }
}
