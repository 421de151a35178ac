/** Months become sealed: which are due, and all that happens until nobody can turn tokens back. */
@NullMarked
package dev.guildhouse.schedules.privacy;

import org.jspecify.annotations.NullMarked;
