/** Spark jobs from landing through facts, activity, rollups and marts to reports; knows nothing of Discord. */
@NullMarked
package dev.guildhouse.jobs;

import org.jspecify.annotations.NullMarked;
