/** Fetches by REST what was written while nobody watched: gaps and history. */
@NullMarked
package dev.guildhouse.collector.catchup;

import org.jspecify.annotations.NullMarked;
