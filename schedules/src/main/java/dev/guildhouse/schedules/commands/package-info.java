/** What a command in Discord is: who may give it, where its answer may stand, and what an answer is. */
@NullMarked
package dev.guildhouse.schedules.commands;

import org.jspecify.annotations.NullMarked;
