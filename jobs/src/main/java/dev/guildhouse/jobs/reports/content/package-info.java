/** What a report says, as data: figures, tables, a chart and the words that explain them. */
@NullMarked
package dev.guildhouse.jobs.reports.content;

import org.jspecify.annotations.NullMarked;
