/** Guildhouse's commands in Discord: what can be asked there, by whom, and how an answer looks. */
@NullMarked
package dev.guildhouse.schedules.commands;

import org.jspecify.annotations.NullMarked;
