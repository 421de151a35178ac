/** Copies of a home without its secrets, and how they come back without what was sealed and erased. */
@NullMarked
package dev.guildhouse.schedules.backup;

import org.jspecify.annotations.NullMarked;
