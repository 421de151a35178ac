/** Runs what is due: Quartz says when to look, the timetable what is due, the slots who may run it. */
@NullMarked
package dev.guildhouse.schedules.clock;

import org.jspecify.annotations.NullMarked;
