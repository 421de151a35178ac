/** Takes events from Discord and export files through the journal to landing Parquet. */
@NullMarked
package dev.guildhouse.collector;

import org.jspecify.annotations.NullMarked;
