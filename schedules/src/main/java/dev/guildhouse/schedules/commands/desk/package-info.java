/** The side that Discord sees: takes commands and presses, lets in who may, brings answers within Discord's limits. */
@NullMarked
package dev.guildhouse.schedules.commands.desk;

import org.jspecify.annotations.NullMarked;
