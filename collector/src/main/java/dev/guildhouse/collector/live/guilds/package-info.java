/** What the collector knows of a guild in memory: where things are and who is where. */
@NullMarked
package dev.guildhouse.collector.live.guilds;

import org.jspecify.annotations.NullMarked;
