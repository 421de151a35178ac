/** Turns what a report says into files: workbook, CSV, picture, document. The same for all reports. */
@NullMarked
package dev.guildhouse.jobs.reports.render;

import org.jspecify.annotations.NullMarked;
