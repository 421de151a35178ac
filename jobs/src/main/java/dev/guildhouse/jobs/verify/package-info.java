/**
 * Recounts raw events by plain walks in memory that share no code with facts, cube and rollups, and
 * compares what comes out with what the tables say.
 */
@NullMarked
package dev.guildhouse.jobs.verify;

import org.jspecify.annotations.NullMarked;
