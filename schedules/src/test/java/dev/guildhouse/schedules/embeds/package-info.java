/** Texts of embeds. */
@NullMarked
package dev.guildhouse.schedules.embeds;

import org.jspecify.annotations.NullMarked;
