/** Rollups and facts in, what reports read beside them out. */
@NullMarked
package dev.guildhouse.jobs.marts;

import org.jspecify.annotations.NullMarked;
