/** Commands by themselves, without Discord. */
@NullMarked
package dev.guildhouse.schedules.commands.actions;

import org.jspecify.annotations.NullMarked;
