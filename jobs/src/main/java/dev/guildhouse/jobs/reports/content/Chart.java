package dev.guildhouse.jobs.reports.content;

/**
 * A chart of one of the report's tables, which has a row for each day: bars by one column, a line
 * by another. A day without a value is a gap.
 *
 * @param title stands above the chart; no name of a guild or channel, as the font may lack it
 * @param table name of the table
 * @param days header of the column of days
 * @param bars header of the column drawn as bars
 * @param line header of the column drawn as a line, against an axis of its own
 * @param coverage header of the column that says how much of the day was watched, in percent
 */
public record Chart(
    String title, String table, String days, String bars, String line, String coverage) {}
