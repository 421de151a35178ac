/** The rules by which reports count. */
@NullMarked
package dev.guildhouse.jobs.reports.numbers;

import org.jspecify.annotations.NullMarked;
