/** The command line: the frame that every command runs in, and one class per command. */
@NullMarked
package dev.guildhouse.schedules.cli;

import org.jspecify.annotations.NullMarked;
