/** The top: schedules, Discord commands, delivery queue and command line. */
@NullMarked
package dev.guildhouse.schedules;

import org.jspecify.annotations.NullMarked;
