/** What all readings of a guild by REST share: their settings, progress and results, and where their events go. */
@NullMarked
package dev.guildhouse.collector.reading;

import org.jspecify.annotations.NullMarked;
