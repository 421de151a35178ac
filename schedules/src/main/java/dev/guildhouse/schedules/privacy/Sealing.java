package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.ingest.Ingest;
import dev.guildhouse.jobs.lake.landing.LandingOfMonth;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.privacy.MonthSealing;
import dev.guildhouse.jobs.privacy.MonthSealing.Sealed;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.jobs.runs.Runner;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.StartedRun;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.SealingMappings;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Seals months: folds what is left of them, puts tokens in the place of members, deletes all the
 * rest, proves it, and then destroys what could turn tokens back. Whoever runs it again after a kill
 * goes on where it stopped; what is sealed already is passed over.
 */
public final class Sealing {
  private static final String NAME = "privacy close";

  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private final SealingMappings mappings;
  private final GuildSecrets secrets;
  private final MonthProof proof;
  private final Duration wait;

  /**
   * @param store of the home's secrets and mappings
   * @param wait how long to wait for readers of what is to be deleted
   */
  public Sealing(
      Home home,
      Config config,
      InstantSource clock,
      SecretStore store,
      MonthProof proof,
      Duration wait) {
    this.home = home;
    this.config = config;
    this.clock = clock;
    this.mappings = new SealingMappings(store);
    this.secrets = new GuildSecrets(store);
    this.proof = proof;
    this.wait = wait;
  }

  /**
   * A month that is sealed for good.
   *
   * @param sealed what was sealed; empty when an earlier run had published it and this one ended it
   * @param guilds whose mapping this run destroyed
   */
  public record SealedMonth(YearMonth month, Optional<Sealed> sealed, NavigableSet<Long> guilds) {}

  /** The guilds of each month that are to be sealed, oldest month first. */
  private interface Wanted {
    NavigableMap<YearMonth, NavigableSet<Long>> of(WarehouseSession session, Release release);
  }

  /**
   * Seals a month whatever the window and whatever earlier months.
   *
   * @param guilds those to seal; empty for all that have anything of the month
   */
  public List<SealedMonth> month(
      WarehouseRuns runs, RunTrigger trigger, YearMonth month, NavigableSet<Long> guilds) {
    if (!clock
        .instant()
        .isAfter(month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())) {
      throw WarehouseException.waiting(
          "seal " + month, "it is not over yet", "It ends at midnight UTC.");
    }
    DayRange days = new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
    String named = guilds.isEmpty()
        ? "all"
        : String.join(", ", guilds.stream().map(String::valueOf).toList());
    return run(runs, new RunRequest(NAME, named, days, trigger), (session, release) -> {
      requireKnown(guilds, release.ledger());
      NavigableSet<Long> all =
          guilds.isEmpty() ? new MonthSealing(session.lake(), mappings).guilds(month) : guilds;
      return new TreeMap<>(java.util.Map.of(month, all));
    });
  }

  /** Seals all months whose time has come, the oldest first. */
  public List<SealedMonth> due(WarehouseRuns runs, RunTrigger trigger) {
    return run(runs, new RunRequest(NAME + " --due", "all", null, trigger), this::due);
  }

  private NavigableMap<YearMonth, NavigableSet<Long>> due(
      WarehouseSession session, Release release) {
    DueMonths due = new DueMonths(config, release.ledger(), clock.instant());
    NavigableMap<YearMonth, NavigableSet<Long>> wanted = new TreeMap<>();
    for (YearMonth month : release.openMonths()) {
      NavigableSet<Long> guilds = new TreeSet<>(release.ledger().guilds());
      guilds.removeIf(guild -> !due.isDue(guild, month));
      if (!guilds.isEmpty()) {
        guilds.retainAll(new MonthSealing(session.lake(), mappings).guilds(month));
        wanted.put(month, guilds);
      }
    }
    return wanted;
  }

  private static void requireKnown(NavigableSet<Long> guilds, Ledger ledger) {
    for (long guild : guilds) {
      if (!ledger.guilds().contains(guild)) {
        throw WarehouseException.usage(
            "seal a month of guild " + guild,
            "the tables hold nothing of it",
            "Guilds: "
                + String.join(
                    ", ", ledger.guilds().stream().map(String::valueOf).toList()));
      }
    }
  }

  private List<SealedMonth> run(WarehouseRuns runs, RunRequest request, Wanted wanted) {
    List<SealedMonth> done = new ArrayList<>();
    runs.run(request, (warehouse, lease, run) -> seal(warehouse.get(), wanted, lease, run, done));
    return done;
  }

  private RunResult seal(
      WarehouseSession session,
      Wanted wanted,
      WriterLease lease,
      StartedRun run,
      List<SealedMonth> done) {
    RunResult result = session.runner().ingest(lease, run.number());
    requireNothingWaiting(result);
    Release release = session.lake().releases().current();
    NavigableMap<YearMonth, NavigableSet<Long>> months = wanted.of(session, release);
    unfinished(release.ledger().sealed())
        .forEach((month, guilds) ->
            months.computeIfAbsent(month, m -> new TreeSet<>()).addAll(guilds));
    // Two at once: the one that waited finds it done.
    months.forEach((month, guilds) -> guilds.removeIf(guild ->
        release.ledger().sealed().holds(guild, month) && mappings.isDestroyed(guild, month)));
    months.values().removeIf(NavigableSet::isEmpty);
    NavigableMap<YearMonth, Sealed> fresh = new TreeMap<>();
    for (var month : months.entrySet()) {
      NavigableSet<Long> open = new TreeSet<>(month.getValue());
      open.removeAll(release.ledger().sealed().guilds(month.getKey()));
      if (!open.isEmpty()) {
        result = result.then(fold(session, month.getKey(), lease, run));
        Sealed one = new MonthSealing(session.lake(), mappings)
            .seal(month.getKey(), open, lease, run.number());
        fresh.put(month.getKey(), one);
        result = result.then(new RunResult(one.release(), true, Optional.empty(), List.of()));
      }
    }
    if (!months.isEmpty()) {
      new PatientSweep(clock, wait).run(session, lease);
      StopPoint.reached("seal.swept");
      finish(session, months, fresh, done);
    }
    return result;
  }

  private static void requireNothingWaiting(RunResult ingested) {
    List<String> waiting = ingested.ingest().map(Ingest.Result::waiting).orElse(List.of());
    if (!waiting.isEmpty()) {
      throw WarehouseException.waiting(
          "seal a month",
          waiting.size() + " landing files wait for a newer Guildhouse, and may hold some of it",
          "Update Guildhouse, and run it again.");
    }
  }

  /** What a run that was killed had sealed without having destroyed the mapping. */
  private NavigableMap<YearMonth, NavigableSet<Long>> unfinished(SealedMonths sealed) {
    NavigableMap<YearMonth, NavigableSet<Long>> unfinished = new TreeMap<>();
    sealed.lateByGuild().forEach((month, late) -> {
      NavigableSet<Long> guilds = new TreeSet<>(late.keySet());
      guilds.removeIf(guild -> mappings.isDestroyed(guild, month));
      if (!guilds.isEmpty()) {
        unfinished.put(month, guilds);
      }
    });
    return unfinished;
  }

  private boolean isAnonymous(long guild) {
    return config.guild(guild).privacy().mode() == PrivacyMode.ANONYMOUS;
  }

  private static RunResult fold(
      WarehouseSession session, YearMonth month, WriterLease lease, StartedRun run) {
    DayRange days = new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
    RunResult folded =
        session.runner().backfill(days, Runner.Reprocess.MISSING, lease, run.number());
    StopPoint.reached("seal.folded");
    return folded;
  }

  private void finish(
      WarehouseSession session,
      NavigableMap<YearMonth, NavigableSet<Long>> months,
      NavigableMap<YearMonth, Sealed> fresh,
      List<SealedMonth> done) {
    Ledger ledger = session.lake().releases().current().ledger();
    List<MonthProof.Question> questions = new ArrayList<>();
    months.forEach((month, guilds) -> {
      new LandingOfMonth(session.spark(), LandingLayout.of(home), month).delete(guilds, ledger);
      StopPoint.reached("seal.cleaned");
      questions.add(question(session, month, guilds, Optional.ofNullable(fresh.get(month))));
    });
    proof.prepare();
    proof.require(questions);
    StopPoint.reached("seal.proven");
    months.forEach((month, guilds) -> {
      NavigableSet<Long> destroyed = new TreeSet<>(guilds);
      destroyed.removeIf(guild -> !destroy(guild, month));
      done.add(new SealedMonth(month, Optional.ofNullable(fresh.get(month)), destroyed));
    });
  }

  private MonthProof.Question question(
      WarehouseSession session,
      YearMonth month,
      NavigableSet<Long> guilds,
      Optional<Sealed> counts) {
    NavigableMap<Long, long[]> all = new TreeMap<>();
    guilds.forEach(
        guild -> mappings.find(guild, month).ifPresent(mapping -> all.put(guild, mapping.keys())));
    NavigableSet<Long> linkable = new TreeSet<>(guilds);
    linkable.removeIf(this::isAnonymous);
    NavigableMap<Long, long[]> open = new MonthSealing(session.lake(), mappings).openKeys(linkable);
    NavigableMap<Long, long[]> gone = new TreeMap<>();
    all.forEach((guild, keys) -> {
      long[] known = open.getOrDefault(guild, new long[0]);
      gone.put(
          guild,
          Arrays.stream(keys).filter(key -> Arrays.binarySearch(known, key) < 0).toArray());
    });
    return new MonthProof.Question(month, gone, all, counts);
  }

  private boolean destroy(long guild, YearMonth month) {
    secrets.destroyExports(guild, month);
    if (isAnonymous(guild)) {
      YearMonth next = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)).plusMonths(1);
      secrets.drawAhead(guild, next);
      secrets.destroyMonth(guild, month);
    }
    StopPoint.reached("seal.secrets");
    // Last, because a mapping that is gone says that nothing is left to do.
    boolean isDestroyedNow = mappings.destroy(guild, month);
    StopPoint.reached("seal.destroyed");
    return isDestroyedNow;
  }
}
