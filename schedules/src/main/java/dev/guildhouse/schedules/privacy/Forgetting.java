package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.lake.landing.LandingRetention;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.jobs.privacy.ForgottenMembers;
import dev.guildhouse.jobs.runs.RunResult;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.ScratchFolder;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.identity.ErasedMembers;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretName.Kind;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.identity.Subscribers;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.privacy.Proof;
import dev.guildhouse.schema.privacy.Proof.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Forgets one person of one guild: out of every open table, landing file and staged report, with a
 * certificate that nothing is left. Sealed months know nobody any more, so they stay. Whoever runs it
 * again after a kill ends what was begun.
 */
public final class Forgetting {
  private static final String NAME = "privacy forget";

  private final Home home;
  private final InstantSource clock;
  private final SecretStore store;
  private final Runnable endOfSpark;
  private final List<Proof.Source> further;
  private final Duration wait;

  /**
   * @param endOfSpark stops Spark, which keeps keys in scratch files as long as it runs
   * @param further what else is read for the certificate, such as the operations database
   * @param wait how long to wait for readers of what is to be deleted
   */
  public Forgetting(
      Home home,
      InstantSource clock,
      SecretStore store,
      Runnable endOfSpark,
      List<Proof.Source> further,
      Duration wait) {
    this.home = home;
    this.clock = clock;
    this.store = store;
    this.endOfSpark = endOfSpark;
    this.further = List.copyOf(further);
    this.wait = wait;
  }

  /**
   * What was done.
   *
   * @param run what was folded anew
   * @param reports staged reports that named the person by a pseudonym, and were deleted
   * @param certificate that nothing is left
   */
  public record Forgotten(RunResult run, int reports, Certificate certificate) {}

  /**
   * Forgets the person, and whatever an old export tells of the time before now.
   *
   * @throws WarehouseException with code FAILED when something is left, LOCKED when somebody still
   *     reads what is to be deleted
   */
  public Forgotten forget(WarehouseRuns runs, RunTrigger trigger, long guild, long user) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    People.of(home, store).add(guild, user, People.Reason.FORGOTTEN, now);
    new Subscribers(store).remove(guild, user);
    StopPoint.reached("forget.listed");
    List<Long> keys = keys(store, guild, user);
    new ErasedMembers(store).add(guild, keys, now);
    StopPoint.reached("forget.recorded");
    return forget(runs, trigger, guild, keys);
  }

  /**
   * Forgets whoever the keys stand for; they are on the list of people and recorded already.
   *
   * @throws WarehouseException as the other one
   */
  public Forgotten forget(WarehouseRuns runs, RunTrigger trigger, long guild, List<Long> keys) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    ErasedMembers record = new ErasedMembers(store);
    RunRequest request = new RunRequest(NAME, Long.toString(guild), null, trigger);
    RunResult result = runs.run(request, (warehouse, lease, run) -> {
          RunResult erased = warehouse
              .get()
              .runner()
              .because(Reason.ERASURE)
              .erase(new ForgottenMembers(guild, keys), lease, run.number());
          new PatientSweep(clock, wait).run(warehouse.get(), lease);
          StopPoint.reached("forget.swept");
          LandingRetention.clear(
              LandingLayout.of(home),
              warehouse.get().lake().releases().current().ledger());
          StopPoint.reached("forget.cleared");
          return erased;
        })
        .result();
    // Again, because a backup may have been made while this waited for its turn.
    record.add(guild, keys, clock.instant());
    StopPoint.reached("forget.erased");
    endOfSpark.run();
    ScratchFolder.deleteUnused(home);
    ErasedTraces traces = new ErasedTraces(store, guild, keys);
    int reports = traces.deleteReports(home);
    StopPoint.reached("forget.reports");
    String name = now.toString().replace(':', '-') + "-forgotten";
    Certificate certificate = new Proof(home, traces.needles())
        .of(
            name,
            now,
            Map.of("guild_id", Long.toString(guild), "reports_deleted", reports),
            further);
    if (!certificate.isClean()) {
      throw WarehouseException.failed(
          "forget a member of guild " + guild,
          certificate.leftovers() + " leftovers, the first: "
              + certificate.first().get(0).line(),
          "Remove what was found, and run it again.");
    }
    return new Forgotten(result, reports, certificate);
  }

  /** All keys that the guild's open months know the person by. */
  static List<Long> keys(SecretStore store, long guild, long user) {
    return store.live().stream()
        .filter(name -> name.kind() == Kind.GUILD && name.guildId() == guild)
        .map(name -> MemberKeys.under(store.secret(name)).key(guild, user))
        .toList();
  }
}
