/** Makes up guilds and what happens in them, lands it like the collector would, and knows the truth. */
@NullMarked
package dev.guildhouse.collector.simulate;

import org.jspecify.annotations.NullMarked;
