/** Recounts, each beside the facts of the same handful of events. */
@NullMarked
package dev.guildhouse.jobs.verify;

import org.jspecify.annotations.NullMarked;
