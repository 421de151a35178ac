package dev.guildhouse.jobs.reports.content;

/**
 * A column of a report's table.
 *
 * @param header what is shown above it, in every file alike; a unit stands in it
 * @param format how its values are printed
 */
public record ReportColumn(String header, Format format) {

  /** How values are printed. */
  public enum Format {
    TEXT,
    /** Whole numbers, grouped by thousands. */
    COUNT,
    /** Two digits behind the point. */
    DECIMAL,
    /** Two digits behind the point, with the sign. */
    CHANGE,
    DAY,
    LINK;

    public boolean isNumber() {
      return this == COUNT || this == DECIMAL || this == CHANGE;
    }
  }

  public static ReportColumn of(String header, Format format) {
    return new ReportColumn(header, format);
  }
}
