/** What schedules and commands can have done: each piece of work stands here once, whoever asks for it. */
@NullMarked
package dev.guildhouse.schedules.work;

import org.jspecify.annotations.NullMarked;
