/** What happened in a guild: the raw event, its types and its columns. */
@NullMarked
package dev.guildhouse.schema.events;

import org.jspecify.annotations.NullMarked;
