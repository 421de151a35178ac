/** Who is meant by a pseudonym, for moderators' eyes and at the moment of rendering alone. */
@NullMarked
package dev.guildhouse.schedules.names;

import org.jspecify.annotations.NullMarked;
