package dev.guildhouse.schedules.privacy;

import dev.guildhouse.jobs.lake.landing.LandingRetention;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schedules.backup.ExpiredBackups;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.alerts.GuildAlerts;
import dev.guildhouse.schedules.operations.alerts.OperatorAlerts;
import dev.guildhouse.schedules.operations.drafts.Drafts;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.operations.runs.Runs;
import dev.guildhouse.schedules.operations.slots.Slots;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ErasedMembers;
import dev.guildhouse.schema.identity.SecretStore;
import dev.guildhouse.schema.landing.LandingLayout;
import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deletes what has been kept long enough, class by class, and looks afterwards whether anything older
 * is left. Events and facts are not among them: they stay until their month is sealed, and here it is
 * only told of how many the time has come.
 */
public final class Retention {
  private static final String NAME = "privacy retain";

  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private final SecretStore secrets;
  private final Runs runs;
  private final Deliveries deliveries;
  private final Slots slots;
  private final OperatorAlerts alerts;
  private final OperationsDatabase database;

  /**
   * @param secrets of the home, which remember for some time who was erased
   */
  public Retention(
      Home home,
      Config config,
      InstantSource clock,
      SecretStore secrets,
      OperationsDatabase database) {
    this.home = home;
    this.config = config;
    this.clock = clock;
    this.secrets = secrets;
    this.runs = new Runs(database);
    this.slots = new Slots(database);
    this.alerts = new OperatorAlerts(database);
    this.database = database;
    this.deliveries = new Deliveries(database, config.delivery().lease());
  }

  /**
   * One class of data.
   *
   * @param what it is
   * @param days that it is kept
   * @param deleted how many files or rows went now
   * @param oldest of what is left; empty when nothing is
   */
  public record DataClass(String what, int days, int deleted, Optional<Instant> oldest) {
    /** Whether something is left for which the time has passed at an instant. */
    boolean isOverdue(Instant now) {
      return oldest.filter(at -> at.isBefore(now.minus(Duration.ofDays(days)))).isPresent();
    }
  }

  /**
   * What was enforced.
   *
   * @param monthsDue by words, guild and month whose time to be sealed has come
   * @param certificate where it is written down
   */
  public record Enforced(List<DataClass> classes, List<String> monthsDue, Path certificate) {
    public Enforced {
      classes = List.copyOf(classes);
      monthsDue = List.copyOf(monthsDue);
    }
  }

  /**
   * Enforces every class, and writes a certificate of what is left.
   *
   * @throws WarehouseException with code FAILED when something is left that is too old
   */
  public Enforced enforce(WarehouseRuns warehouse, RunTrigger trigger) {
    return warehouse.alone(new RunRequest(NAME, "all", null, trigger), session -> {
      Enforced enforced = enforce();
      int deleted = enforced.classes().stream().mapToInt(DataClass::deleted).sum();
      String message = "Deleted " + deleted + " files and rows that were kept long enough.";
      return new Answer<>(enforced, RunEnd.without(RunState.SUCCEEDED, message));
    });
  }

  private Enforced enforce() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Release release = new ReleaseStore(home.warehouse()).current();
    RetainedFiles files = new RetainedFiles(home);
    List<DataClass> classes = new ArrayList<>();
    classes.add(landing(release.ledger(), now));
    int reportDays = config.retention().reportDays();
    int gone = files.deleteReports(before(now, reportDays));
    classes.add(new DataClass("reports", reportDays, gone, oldestReport()));
    int summaries = files.deleteSummaries(before(now, reportDays));
    classes.add(new DataClass("summaries", reportDays, summaries, files.oldestSummary()));
    classes.add(new DataClass(
        "executed notebooks",
        reportDays,
        files.deleteExecutedNotebooks(before(now, reportDays)),
        files.oldestExecutedNotebook()));
    int auditDays = config.retention().auditDays();
    Instant auditBefore = before(now, auditDays);
    classes.add(new DataClass(
        "deliveries", auditDays, deliveries.deleteBefore(auditBefore), deliveries.oldest()));
    classes.add(
        new DataClass("run history", auditDays, runs.deleteBefore(auditBefore), runs.oldest()));
    slots.deleteBefore(auditBefore);
    alerts.deleteBefore(auditBefore);
    GuildAlerts.deleteBefore(database, auditBefore);
    Drafts.deleteBefore(database, auditBefore);
    int certificates = files.deleteCertificates(auditBefore);
    classes.add(new DataClass("certificates", auditDays, certificates, files.oldestCertificate()));
    int temporary = files.deleteTemporary(before(now, RetainedFiles.TEMPORARY_DAYS));
    classes.add(new DataClass(
        "temporary files", RetainedFiles.TEMPORARY_DAYS, temporary, files.oldestTemporary()));
    int backupDays = config.backup().retentionDays();
    Path backups = config.backup().folder();
    if (backups != null) {
      Duration kept = Duration.ofDays(backupDays);
      classes.add(new DataClass(
          "backups",
          backupDays,
          ExpiredBackups.delete(backups, now, kept),
          ExpiredBackups.oldest(backups)));
    }
    ErasedMembers erased = new ErasedMembers(secrets);
    classes.add(new DataClass(
        "record of erased members",
        backupDays,
        erased.deleteBefore(before(now, backupDays)),
        erased.oldest()));
    List<String> due = monthsDue(release, now);
    return new Enforced(classes, due, new RetentionNote(home).write(now, classes, due));
  }

  private static Instant before(Instant now, int days) {
    return now.minus(Duration.ofDays(days));
  }

  /** Files that no table holds yet stay, however old. */
  private DataClass landing(Ledger ledger, Instant now) {
    int days = config.landing().retentionDays();
    LandingLayout layout = LandingLayout.of(home);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    int gone = new LandingRetention(layout, days).enforce(ledger, today);
    Optional<Instant> oldest = ledger.landedOn().entrySet().stream()
        .filter(file -> Files.exists(layout.events().resolve(file.getKey())))
        // A day counts from its end.
        .map(file -> DayRange.of(file.getValue()).endsAt())
        .min(Instant::compareTo);
    return new DataClass("landing files in the tables", days, gone, oldest);
  }

  private Optional<Instant> oldestReport() {
    return ReportFolder.all(home.reports()).stream()
        .map(folder -> folder.manifest().createdAt())
        .min(Instant::compareTo);
  }

  private List<String> monthsDue(Release release, Instant now) {
    DueMonths due = new DueMonths(config, release.ledger(), now);
    return release.openMonths().stream()
        .flatMap(month -> release.ledger().guilds().stream()
            .filter(guild -> due.isDue(guild, month))
            .map(guild -> month + " of guild " + guild))
        .toList();
  }

  /** Everything that {@code classes} holds too long, in words. */
  static Stream<String> overdue(List<DataClass> classes, Instant now) {
    return classes.stream()
        .filter(some -> some.isOverdue(now))
        .map(some -> some.what() + " since " + some.oldest().orElseThrow());
  }
}
