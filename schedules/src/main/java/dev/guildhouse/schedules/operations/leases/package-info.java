/** Leases by name: at most one process holds a name at a time, and each has a higher number than the last. */
@NullMarked
package dev.guildhouse.schedules.operations.leases;

import org.jspecify.annotations.NullMarked;
