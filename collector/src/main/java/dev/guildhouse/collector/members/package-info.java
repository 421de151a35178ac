/** Turns user ids into member keys in memory, before anything is written. */
@NullMarked
package dev.guildhouse.collector.members;

import org.jspecify.annotations.NullMarked;
