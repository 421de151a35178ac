package dev.guildhouse.jobs.reports.publish;

import dev.guildhouse.schema.reports.ReportFolder;
import dev.guildhouse.schema.reports.ReportManifest;

/**
 * A report that stands on the disk.
 *
 * @param folder where its files are
 * @param manifest as it stands in that folder
 * @param outcome whether this run put it there
 */
public record Published(ReportFolder folder, ReportManifest manifest, Outcome outcome) {

  /** What a run did. */
  public enum Outcome {
    /** A new revision appeared. */
    NEW,
    /** The newest revision says the same already. */
    UNCHANGED
  }
}
