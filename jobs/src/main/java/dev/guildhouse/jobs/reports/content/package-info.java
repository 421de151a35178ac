/** What is asked of a report, and what it says as data: figures, tables, a chart, explanations. */
@NullMarked
package dev.guildhouse.jobs.reports.content;

import org.jspecify.annotations.NullMarked;
