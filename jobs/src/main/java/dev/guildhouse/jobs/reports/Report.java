package dev.guildhouse.jobs.reports;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.Set;

/**
 * A report says what stands in the tables; how it becomes a workbook, CSV files, pictures and a
 * document is the same for all. To add one, write a class and list it in the catalog's {@code
 * Reports}: configuration, command line and schedule know it by that.
 */
public interface Report {
  /** Names its folder and its files: lower case and underscores. */
  String name();

  /** What people call it. */
  String title();

  /** What it holds, in one sentence. */
  String doc();

  /** The calendar period that it is written for. */
  Period period();

  /** Who may see it. */
  default Set<Audience> audiences() {
    return Set.of(Audience.MODERATORS);
  }

  /** The days it is about when none are given: its last whole period before a day. */
  default DayRange usualPeriod(LocalDate today) {
    return period().lastBefore(today);
  }

  /**
   * What to tell before any table is opened, such as days that it cannot be about.
   *
   * @throws WarehouseException with code USAGE
   */
  default void check(ReportRequest request) {
    if (!audiences().contains(request.audience())) {
      throw WarehouseException.usage(
          "write the report " + name() + " for the " + request.audience().text(),
          "it has no such form, because it tells of single members or messages, or of small numbers",
          "Write it for moderators: --audience moderators");
    }
  }

  /**
   * What the report says of one guild and period. Nothing but the request and the tables decides
   * it: no clock, no locale, no time zone.
   */
  ReportContent build(ReportRequest request, TableReader tables);
}
