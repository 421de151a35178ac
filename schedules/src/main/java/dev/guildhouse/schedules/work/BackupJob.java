package dev.guildhouse.schedules.work;

import dev.guildhouse.schedules.backup.Backup;
import dev.guildhouse.schedules.backup.Backup.Made;
import dev.guildhouse.schedules.timetable.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Copies the home to where backups go, if the configuration says where. */
final class BackupJob implements ScheduledJob {
  @Override
  public String name() {
    return "backup";
  }

  @Override
  public List<String> options() {
    return List.of();
  }

  @Override
  public WorkDone run(JobContext context, JobOptions options, Instant slot) {
    Path folder = context.config().backup().folder();
    if (folder == null) {
      return WorkDone.nothing("backup.folder is not set.");
    }
    Duration kept = Duration.ofDays(context.config().backup().retentionDays());
    Made made = new Backup(context.home(), context.clock(), context.database(), kept)
        .make(context.runs(), context.trigger(), folder);
    return WorkDone.of("Copied " + made.files() + " files to " + made.folder() + ".");
  }
}
