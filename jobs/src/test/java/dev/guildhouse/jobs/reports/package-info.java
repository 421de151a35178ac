/** Reports against tables held in memory, and against golden files. */
@NullMarked
package dev.guildhouse.jobs.reports;

import org.jspecify.annotations.NullMarked;
