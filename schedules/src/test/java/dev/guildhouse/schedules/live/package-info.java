/** The whole way from Discord's wire to the tables. */
@NullMarked
package dev.guildhouse.schedules.live;

import org.jspecify.annotations.NullMarked;
