/** Tests. */
@NullMarked
package dev.guildhouse.schedules.names;

import org.jspecify.annotations.NullMarked;
