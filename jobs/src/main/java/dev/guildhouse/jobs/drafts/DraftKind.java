package dev.guildhouse.jobs.drafts;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.DraftSettings;
import dev.guildhouse.schema.time.Period;

/**
 * A post that follows from what was measured, for moderators to approve or refuse. To add one, write
 * a class and list it in {@link DraftKinds}: configuration, schedule and buttons know it by that.
 */
public interface DraftKind {
  /** Names it in the configuration: lower case and underscores. */
  String name();

  /** What people call it. */
  String title();

  /** What is posted, in one sentence. */
  String doc();

  /** The calendar period that it is drafted about. */
  default Period period() {
    return Period.WEEK;
  }

  /**
   * What is proposed. Nothing but the request and the tables decides it: no clock, no chance.
   *
   * @param request for moderators, about whole days
   * @param tables of the guild alone
   */
  Proposal propose(ReportRequest request, TableReader tables);

  /** What the guild configured of it. */
  default DraftSettings.Kind settings(ReportRequest request) {
    return request.settings().drafts().kind(name());
  }
}
