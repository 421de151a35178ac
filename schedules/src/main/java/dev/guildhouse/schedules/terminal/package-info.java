/** What a person or a script sees: tables, JSON, progress. */
@NullMarked
package dev.guildhouse.schedules.terminal;

import org.jspecify.annotations.NullMarked;
