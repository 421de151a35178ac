/** Asking questions of the warehouse: who, of which guild and days, and how the answer is shown. */
@NullMarked
package dev.guildhouse.schedules.queries;

import org.jspecify.annotations.NullMarked;
