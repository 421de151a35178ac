/** Targets that guilds set by command. */
@NullMarked
package dev.guildhouse.schedules.operations.kpis;

import org.jspecify.annotations.NullMarked;
