package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.lake.LandingRetention;
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
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.SecretName;
import dev.guildhouse.schema.identity.SecretName.Kind;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.privacy.Leftover;
import dev.guildhouse.schema.privacy.LeftoverScan;
import dev.guildhouse.schema.privacy.Needles;
import dev.guildhouse.schema.privacy.Proof;
import dev.guildhouse.schema.privacy.Proof.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

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
    StopPoint.reached("forget.listed");
    List<Long> keys = keys(guild, user);
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
          return erased;
        })
        .result();
    StopPoint.reached("forget.erased");
    endOfSpark.run();
    ScratchFolder.deleteUnused(home);
    Needles needles = needles(guild, keys);
    int reports = deleteReports(needles);
    String name = now.toString().replace(':', '-') + "-forgotten";
    Certificate certificate = new Proof(home, needles)
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
  private List<Long> keys(long guild, long user) {
    return store.live().stream()
        .filter(name -> name.kind() == Kind.GUILD && name.guildId() == guild)
        .map(name -> MemberKeys.under(store.secret(name)).key(guild, user))
        .toList();
  }

  private Needles needles(long guild, List<Long> keys) {
    Needles.Builder needles = Needles.builder()
        .keys("a key of the person", keys.stream().mapToLong(Long::longValue).toArray());
    ExportPseudonyms pseudonyms = new ExportPseudonyms(new GuildSecrets(store));
    for (SecretName name : store.live()) {
      if (name.kind() == Kind.EXPORT && name.guildId() == guild && name.month() != null) {
        keys.forEach(key ->
            needles.text("a pseudonym of the person", pseudonyms.of(guild, name.month(), key)));
      }
    }
    return needles.build();
  }

  /** A report that names the person cannot be rendered again without; it goes whole. */
  private int deleteReports(Needles needles) {
    SortedSet<Path> folders = new TreeSet<>();
    if (!Files.isDirectory(home.reports())) {
      return 0;
    }
    new LeftoverScan(needles).under(home.reports(), new LeftoverScan.Listener() {
      @Override
      public void read(String file, long size, String sha256) {}

      @Override
      public void found(Leftover leftover) {
        // What lies inside of a workbook is named behind it.
        Path file = home.reports().resolve(leftover.file().split("!", 2)[0]);
        if (!leftover.form().equals(Leftover.UNREADABLE)) {
          folders.add(Objects.requireNonNull(file.getParent()));
        }
      }
    });
    folders.forEach(Forgetting::delete);
    return folders.size();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw WarehouseException.failed(
          "delete the report " + folder,
          e.getClass().getSimpleName(),
          "Delete it by hand; it names somebody who is to be forgotten.",
          e);
    }
  }
}
