/** Days, ISO weeks, months and Discord's clock inside an id. */
@NullMarked
package dev.guildhouse.schema.time;

import org.jspecify.annotations.NullMarked;
