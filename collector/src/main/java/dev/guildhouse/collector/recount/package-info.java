/** Compares what Discord shows with what has landed, and settles what differs. */
@NullMarked
package dev.guildhouse.collector.recount;

import org.jspecify.annotations.NullMarked;
