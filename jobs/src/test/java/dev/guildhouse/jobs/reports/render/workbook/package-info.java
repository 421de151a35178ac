/** What Excel refuses, and does not get. */
@NullMarked
package dev.guildhouse.jobs.reports.render.workbook;

import org.jspecify.annotations.NullMarked;
