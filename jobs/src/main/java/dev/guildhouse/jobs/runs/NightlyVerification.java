package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.verify.Verification;
import dev.guildhouse.jobs.verify.Verification.Recounted;
import dev.guildhouse.jobs.verify.VerifiedMetric;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recounts every (guild, day) that a night redoes and one that it does not, and stops the night before
 * it is published when a number differs. The recount reads raw events, and who was in voice at the
 * midnight before, both of which are final when the cube is folded; from then on it goes on beside the
 * folds.
 */
final class NightlyVerification implements PassListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NightlyVerification.class);

  /** Days before the night of which one is recounted although nothing changed. */
  private static final int SAMPLED_DAYS = 90;

  /** More bytes of events than this would take longer than the night; some million events. */
  private static final long MOST_BYTES = 256L << 20;

  private static final int TOLD_BREACHES = 5;
  private static final int PATIENCE_SECONDS = 10;

  private final LakeWriter writer;
  private final Verification verification;
  private final ExecutorService beside = Executors.newSingleThreadExecutor();
  private final List<CompletableFuture<Recounted>> begun = new ArrayList<>();
  private Slice taken = Slice.EMPTY;

  NightlyVerification(LakeWriter writer, Config config) {
    this.writer = writer;
    this.verification = new Verification(writer, config);
  }

  @Override
  public void jobEnded(int ended, int jobs) {}

  /** Whatever the cube is folded of is recounted. */
  @Override
  public void folding(TableJob job, Slice slice) {
    if (job.output().equals(Rollups.ACTIVITY_HOURLY)) {
      begin(affordable(slice));
    }
  }

  private synchronized void begin(Slice slice) {
    Slice more = slice.minus(taken);
    if (!more.isEmpty()) {
      taken = taken.plus(more);
      begun.add(CompletableFuture.supplyAsync(
          () -> {
            writer.describe("recount of " + more);
            return verification.recount(more);
          },
          beside));
    }
  }

  /**
   * Passes when the tables that were written say what the raw events say.
   *
   * @param night the day that the run is for
   * @param outcomes what the run did
   * @throws WarehouseException with code FAILED that names the numbers that are off
   */
  void require(LocalDate night, List<JobOutcome> outcomes) {
    Slice redone = outcomes.stream()
        .filter(outcome -> outcome.job().equals(Rollups.ACTIVITY_HOURLY.name()))
        .map(JobOutcome::slice)
        .reduce(Slice.EMPTY, Slice::plus);
    if (redone.isEmpty()) {
      return;
    }
    begin(sample(night, redone));
    List<VerifiedMetric> breaches = new ArrayList<>();
    try {
      begun.forEach(some -> breaches.addAll(verification.compare(some.join()).breaches()));
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
    if (!breaches.isEmpty()) {
      throw refused(night, breaches);
    }
  }

  /** Whatever is still being recounted is of no use to anybody. */
  @Override
  public void close() {
    beside.shutdownNow();
    try {
      if (!beside.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn(
            "A recount that nobody waits for goes on; it reads and writes nothing that counts.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The days that can be recounted within a night, the newest first. */
  private Slice affordable(Slice redone) {
    Slice affordable = Slice.EMPTY;
    long bytes = 0;
    for (LocalDate day : redone.days().descendingSet()) {
      bytes += writer.bytes(RawEvents.TABLE, DayRange.of(day));
      if (bytes <= MOST_BYTES) {
        affordable = affordable.plus(redone.ofDays(day::equals));
      } else {
        LOG.warn(
            "{} is too large to be recounted in the night: guildhouse verify --range {}", day, day);
      }
    }
    return affordable;
  }

  /** Another one each run. */
  private Slice sample(LocalDate night, Slice redone) {
    SealedMonths sealed = writer.sealed();
    DayRange before = new DayRange(night.minusDays(SAMPLED_DAYS), night);
    List<LocalDate> days = writer.days(Rollups.ACTIVITY_HOURLY, before).stream()
        .filter(day -> !redone.days().contains(day))
        .toList();
    List<Long> guilds = List.copyOf(writer.ledger().guilds());
    if (days.isEmpty() || guilds.isEmpty()) {
      return Slice.EMPTY;
    }
    LocalDate day = days.get((int) Math.floorMod(writer.run(), (long) days.size()));
    long guild = guilds.get((int) Math.floorMod(writer.run(), (long) guilds.size()));
    boolean isPending = writer.ledger().pending().values().stream()
        .anyMatch(pending -> pending.contains(guild, day));
    boolean isDear = writer.bytes(RawEvents.TABLE, DayRange.of(day)) > MOST_BYTES;
    return sealed.holds(guild, day) || isPending || isDear
        ? Slice.EMPTY
        : Slice.of(List.of(guild), List.of(day));
  }

  private static WarehouseException refused(LocalDate night, List<VerifiedMetric> breaches) {
    VerifiedMetric first = breaches.get(0);
    String table = first.key().substring(0, first.key().indexOf('.'));
    String numbers = breaches.stream()
        .limit(TOLD_BREACHES)
        .map(breach ->
            breach.key() + " is " + breach.aggregated() + ", recounted " + breach.direct())
        .collect(Collectors.joining("; "));
    String cause = table.equals(Rollups.ACTIVITY_HOURLY.name())
        ? "a fact or the cube is wrong"
        : "the cube agrees, and " + table + " is wrong";
    return WarehouseException.failed(
        "publish the night of " + night,
        breaches.size() + " numbers differ from a recount of the raw events, so " + cause + ": "
            + numbers,
        "Readers still see the last release. Redo these days: guildhouse backfill --from DAY --to"
            + " DAY --reprocess all. If they differ again, it is a fault of Guildhouse.");
  }
}
