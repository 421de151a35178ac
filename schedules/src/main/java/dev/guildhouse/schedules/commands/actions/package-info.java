/** Every command of Discord, each declared once; the questions of the jobs are commands already. */
@NullMarked
package dev.guildhouse.schedules.commands.actions;

import org.jspecify.annotations.NullMarked;
