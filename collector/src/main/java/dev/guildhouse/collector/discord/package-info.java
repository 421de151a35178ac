/** The connection to Discord, or to any server that speaks as it does. */
@NullMarked
package dev.guildhouse.collector.discord;

import org.jspecify.annotations.NullMarked;
