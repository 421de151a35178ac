/** A report as an Excel workbook: a cover with a native chart, and a sheet for each table. */
@NullMarked
package dev.guildhouse.jobs.reports.render.workbook;

import org.jspecify.annotations.NullMarked;
