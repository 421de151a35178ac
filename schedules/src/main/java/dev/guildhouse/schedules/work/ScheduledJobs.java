package dev.guildhouse.schedules.work;

import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schedules.timetable.Offer;
import dev.guildhouse.schedules.timetable.TimetableReading;
import dev.guildhouse.schema.home.Home;
import java.util.List;
import java.util.stream.Collectors;

/** Every job that a schedule can run. */
public final class ScheduledJobs {
  public static final List<ScheduledJob> ALL = List.of(
      new IngestJob(),
      new NightlyJob(),
      new ReconcileJob(),
      new MonthCloseJob(),
      new ErasureJob(),
      new RetentionJob(),
      new BackupJob(),
      new VerifyJob(),
      new AlertsJob(),
      new DraftsJob(),
      new SummariesJob(),
      new ReportJob());

  private ScheduledJobs() {}

  /** The job of a name that the schedules were checked for. */
  public static ScheduledJob named(String name) {
    return ALL.stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
  }

  /** The schedules of a home. */
  public static TimetableReading schedules(Home home) {
    return TimetableReading.of(home.schedules(), offer(Reports.of(home)));
  }

  /** What schedules can ask for in a home without reports of its own. */
  public static Offer offer() {
    return offer(Reports.comingAlong());
  }

  private static Offer offer(Reports reports) {
    return new Offer(
        ALL.stream().collect(Collectors.toMap(ScheduledJob::name, ScheduledJob::options)),
        reports.all().stream().map(Report::name).toList());
  }
}
