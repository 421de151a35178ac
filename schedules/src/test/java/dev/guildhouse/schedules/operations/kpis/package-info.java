/** Tests. */
@NullMarked
package dev.guildhouse.schedules.operations.kpis;

import org.jspecify.annotations.NullMarked;
