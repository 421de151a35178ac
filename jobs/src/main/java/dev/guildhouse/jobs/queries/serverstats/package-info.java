/** Questions about a whole guild: snapshots, members, activity, channels, trends, health. */
@NullMarked
package dev.guildhouse.jobs.queries.serverstats;

import org.jspecify.annotations.NullMarked;
