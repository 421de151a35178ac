/** The cube in, days, weeks and months of channels, members and guilds out. */
@NullMarked
package dev.guildhouse.jobs.rollups;

import org.jspecify.annotations.NullMarked;
