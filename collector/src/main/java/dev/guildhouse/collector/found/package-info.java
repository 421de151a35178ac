/** Messages as they are found some time after they were written, and the events that they make. */
@NullMarked
package dev.guildhouse.collector.found;

import org.jspecify.annotations.NullMarked;
