/** What is to run when, as data, and which of it is due: no clock, no database, no scheduler. */
@NullMarked
package dev.guildhouse.schedules.timetable;

import org.jspecify.annotations.NullMarked;
