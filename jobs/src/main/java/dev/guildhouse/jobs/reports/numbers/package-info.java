/** What several reports count: uniques, coverage, growth, names; each by one rule. */
@NullMarked
package dev.guildhouse.jobs.reports.numbers;

import org.jspecify.annotations.NullMarked;
