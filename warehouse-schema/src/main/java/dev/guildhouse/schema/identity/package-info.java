/** Keys for people: made in memory under a guild's secret, never an id on a disk. */
@NullMarked
package dev.guildhouse.schema.identity;

import org.jspecify.annotations.NullMarked;
