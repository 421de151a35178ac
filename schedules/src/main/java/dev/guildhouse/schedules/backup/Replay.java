package dev.guildhouse.schedules.backup;

import dev.guildhouse.jobs.lake.landing.LandingOfMonth;
import dev.guildhouse.jobs.lake.landing.LandingRetention;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.privacy.ForgottenMembers;
import dev.guildhouse.jobs.privacy.MonthSealing;
import dev.guildhouse.jobs.privacy.MonthSealing.Sealed;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner.Reprocess;
import dev.guildhouse.schedules.backup.BackupFolder.Contents;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.StartedRun;
import dev.guildhouse.schedules.privacy.ErasedTraces;
import dev.guildhouse.schedules.privacy.PatientSweep;
import dev.guildhouse.schedules.warehouse.ScratchFolder;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.ErasedMembers;
import dev.guildhouse.schema.identity.SealingMapping;
import dev.guildhouse.schema.identity.SealingMappings;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.privacy.Needles;
import dev.guildhouse.schema.privacy.Proof;
import dev.guildhouse.schema.privacy.Proof.Certificate;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Does to the tables of a backup what was done to those of the home since: whoever was erased goes,
 * and every month whose mapping was destroyed is sealed, under tokens that nobody keeps. Erasures come
 * first, as nobody can be erased from a sealed month; so a month that was sealed before somebody was
 * erased may come back without them.
 */
final class Replay implements AutoCloseable {
  private static final String NAME = "restore";

  private final Home staged;
  private final Config config;
  private final InstantSource clock;
  private final SecretStore secrets;
  private final List<String> replayed = new ArrayList<>();
  private final NavigableMap<Long, List<Long>> erased = new TreeMap<>();
  private final NavigableMap<Long, long[]> sealedKeys = new TreeMap<>();
  private @Nullable WarehouseSession session;
  private final Consumer<WarehouseSession> endOfSpark;
  private int reports;

  /**
   * @param staged a home that holds what the backup holds, and that nobody else knows
   * @param endOfSpark stops Spark, which keeps keys in scratch files as long as it runs
   */
  Replay(
      Home staged,
      Config config,
      InstantSource clock,
      SecretStore secrets,
      Consumer<WarehouseSession> endOfSpark) {
    this.endOfSpark = endOfSpark;
    this.staged = staged;
    this.config = config;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** The tables of the backup. */
  WarehouseSession session() {
    WarehouseSession open = session;
    if (open == null) {
      open = WarehouseSession.open(staged, config, clock);
      session = open;
    }
    return open;
  }

  /** What was done, in words. */
  List<String> replayed() {
    return List.copyOf(replayed);
  }

  /** How many reports were left out, because they named somebody who was erased. */
  int reports() {
    return reports;
  }

  void run(WarehouseRuns runs, RunTrigger trigger, Contents contents) {
    runs.run(new RunRequest(NAME, "all", null, trigger), (warehouse, lease, run) -> {
      WarehouseSession open = warehouse.get();
      Ledger ledger = open.lake().releases().current().ledger();
      requireRecord(ledger.sealed());
      RunResult result = open.runner().ingest(lease, run.number());
      ErasedMembers record = new ErasedMembers(secrets);
      for (long guild : record.guilds()) {
        List<Long> keys = record.keys(guild, contents.createdAt());
        if (!keys.isEmpty()) {
          result = result.then(erase(open, guild, keys, lease, run));
        }
      }
      StopPoint.reached("restore.erased");
      for (var month : new SealingMappings(secrets).destroyed().entrySet()) {
        Optional<RunResult> sealed = seal(open, month.getKey(), month.getValue(), lease, run);
        result = sealed.map(result::then).orElse(result);
      }
      StopPoint.reached("restore.sealed");
      new PatientSweep(clock, Duration.ZERO).run(open, lease);
      return result;
    });
  }

  /** A record that does not know what the backup knows is older than it, and cannot be trusted. */
  private void requireRecord(SealedMonths sealed) {
    SealingMappings mappings = new SealingMappings(secrets);
    sealed
        .lateByGuild()
        .forEach((month, guilds) -> guilds.keySet().forEach(guild -> {
          if (!mappings.isKnown(guild, month)) {
            throw WarehouseException.failed(
                "restore the backup",
                month + " of guild " + guild
                    + " is sealed in it, and the home's record of seals does not"
                    + " know that: it is older than the backup",
                "Put the newest copies of the folders secrets and settings back first.");
          }
        }));
  }

  private RunResult erase(
      WarehouseSession open, long guild, List<Long> keys, WriterLease lease, StartedRun run) {
    RunResult result = open.runner()
        .because(Reason.ERASURE)
        .erase(new ForgottenMembers(guild, keys), lease, run.number());
    LandingRetention.clear(
        LandingLayout.of(staged), open.lake().releases().current().ledger());
    reports += new ErasedTraces(secrets, guild, keys).deleteReports(staged);
    erased.put(guild, keys);
    replayed.add("erased members of guild " + guild + " again");
    return result;
  }

  private Optional<RunResult> seal(
      WarehouseSession open,
      YearMonth month,
      NavigableSet<Long> destroyed,
      WriterLease lease,
      StartedRun run) {
    NavigableSet<Long> guilds = new TreeSet<>(destroyed);
    guilds.removeAll(open.lake().releases().current().ledger().sealed().guilds(month));
    MonthSealing sealing = new MonthSealing(open.lake(), (guild, of, keys) -> {
      sealedKeys.merge(guild, keys, Replay::both);
      return SealingMapping.throwaway(keys);
    });
    guilds.retainAll(sealing.guilds(month));
    if (guilds.isEmpty()) {
      return Optional.empty();
    }
    DayRange days = new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
    RunResult folded = open.runner().backfill(days, Reprocess.MISSING, lease, run.number());
    Sealed sealed = sealing.seal(month, guilds, lease, run.number());
    new LandingOfMonth(open.spark(), LandingLayout.of(staged), month)
        .delete(guilds, open.lake().releases().current().ledger());
    NavigableSet<Long> linkable = new TreeSet<>(guilds);
    NavigableMap<Long, long[]> known = sealing.openKeys(linkable);
    guilds.forEach(guild -> sealedKeys.computeIfPresent(
        guild, (g, keys) -> without(keys, known.getOrDefault(g, new long[0]))));
    guilds.forEach(guild -> replayed.add("sealed " + month + " of guild " + guild + " again"));
    return Optional.of(
        folded.then(new RunResult(sealed.release(), true, Optional.empty(), List.of())));
  }

  private static long[] both(long[] some, long[] others) {
    return LongStream.concat(Arrays.stream(some), Arrays.stream(others))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Whom an open month still knows may stand there. */
  private static long[] without(long[] keys, long[] ascending) {
    return Arrays.stream(keys)
        .filter(key -> Arrays.binarySearch(ascending, key) < 0)
        .toArray();
  }

  /**
   * Passes if nothing is left of what was done again; writes a certificate beside the tables.
   *
   * @param further what else is read
   */
  void prove(List<Proof.Source> further) {
    close();
    ScratchFolder.deleteUnused(staged);
    Needles.Builder needles = Needles.builder();
    erased.forEach((guild, keys) -> needles.keys(
        "a key of somebody who was erased from guild " + guild,
        keys.stream().mapToLong(Long::longValue).toArray()));
    sealedKeys.forEach(
        (guild, keys) -> needles.keys("a member key of a sealed month of guild " + guild, keys));
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Certificate certificate = new Proof(staged, needles.build())
        .of(
            now.toString().replace(':', '-') + "-restored",
            now,
            Map.of("replayed", replayed),
            further);
    if (!certificate.isClean()) {
      throw WarehouseException.failed(
          "prove that the backup holds nothing that was sealed or erased since",
          certificate.leftovers() + " leftovers, the first: "
              + certificate.first().get(0).line(),
          "The home is as it was. Use another backup.");
    }
  }

  @Override
  public void close() {
    WarehouseSession open = session;
    if (open != null) {
      session = null;
      endOfSpark.accept(open);
    }
  }
}
