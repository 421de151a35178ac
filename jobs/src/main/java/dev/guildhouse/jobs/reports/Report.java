package dev.guildhouse.jobs.reports;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;

/**
 * A report says what stands in the tables; how it becomes a workbook, CSV files, a picture and a
 * document is the same for all. To add one, write a class and register it in {@link Reports}.
 */
public interface Report {
  /** Names its folder and its files: lower case and underscores. */
  String name();

  /**
   * What the report says of one guild and period. Nothing but the request and the tables decides
   * it: no clock, no locale, no time zone.
   */
  ReportContent build(ReportRequest request, TableReader tables);
}
