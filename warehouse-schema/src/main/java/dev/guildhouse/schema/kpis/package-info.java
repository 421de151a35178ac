/** Targets that communities set themselves: metrics, formulas, conditions, periods. */
@NullMarked
package dev.guildhouse.schema.kpis;

import org.jspecify.annotations.NullMarked;
