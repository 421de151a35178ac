/** Rollups, each of a handful of rows. */
@NullMarked
package dev.guildhouse.jobs.rollups;

import org.jspecify.annotations.NullMarked;
