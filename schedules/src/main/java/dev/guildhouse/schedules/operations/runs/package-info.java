/** The history of runs, what each did to each day, and how far every table is filled. */
@NullMarked
package dev.guildhouse.schedules.operations.runs;

import org.jspecify.annotations.NullMarked;
