package dev.guildhouse.jobs.reports.content;

/**
 * A headline number beside the same number of the equally long period before.
 *
 * @param label what it counts, with its unit
 * @param format how the number is printed
 * @param value the number
 * @param previous the number of the period before
 * @param growth in percent
 * @param coverage percent of the period that was watched
 * @param previousCoverage percent of the period before that was watched
 */
public record Figure(
    String label,
    ReportColumn.Format format,
    Cell value,
    Cell previous,
    Cell growth,
    Cell coverage,
    Cell previousCoverage) {}
