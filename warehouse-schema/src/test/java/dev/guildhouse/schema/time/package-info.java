/** Tests of days and of how people write them. */
@NullMarked
package dev.guildhouse.schema.time;

import org.jspecify.annotations.NullMarked;
