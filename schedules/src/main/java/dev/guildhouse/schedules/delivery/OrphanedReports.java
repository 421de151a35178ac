package dev.guildhouse.schedules.delivery;

import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.reports.ReportFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that are written and not queued, because a process died in between or because the queue
 * was lost. Of each period only the newest revision is queued, and only for some days: after that it
 * is no news any more.
 */
final class OrphanedReports {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedReports.class);
  private static final Pattern REVISION = Pattern.compile("\\d+$");
  private static final Duration NEWS = Duration.ofDays(7);

  private final Path reports;
  private final Deliveries deliveries;

  OrphanedReports(Path reports, Deliveries deliveries) {
    this.reports = reports;
    this.deliveries = deliveries;
  }

  /** Queues them; yields how many there were. Those that are queued already stay as they are. */
  int queue(Instant now) {
    int queued = 0;
    for (ReportFolder folder : newestRevisions()) {
      try {
        queued += queueOne(folder, now);
      } catch (WarehouseException e) {
        LOG.warn("A report is not queued. {}", e.getMessage());
      }
    }
    return queued;
  }

  /** For each of its channels. */
  private int queueOne(ReportFolder folder, Instant now) {
    Instant writtenAt = folder.manifest().createdAt();
    int queued = 0;
    if (!writtenAt.isBefore(now.minus(NEWS))) {
      for (NewDelivery request : NewDelivery.of(reports, folder)) {
        queued += deliveries.enqueueOrphan(request, writtenAt) ? 1 : 0;
      }
    }
    return queued;
  }

  private Collection<ReportFolder> newestRevisions() {
    Map<Path, ReportFolder> newest = new TreeMap<>();
    for (ReportFolder folder : ReportFolder.all(reports)) {
      newest.merge(
          folder.path().resolveSibling(""),
          folder,
          BinaryOperator.maxBy(Comparator.comparingInt(OrphanedReports::revision)));
    }
    return newest.values();
  }

  private static int revision(ReportFolder folder) {
    Matcher number = REVISION.matcher(String.valueOf(folder.path().getFileName()));
    return number.find() ? Integer.parseInt(number.group()) : 0;
  }
}
