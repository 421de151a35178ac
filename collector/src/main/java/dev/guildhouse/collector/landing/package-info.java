/** Writes raw events to landing: Parquet files that appear whole or not at all. */
@NullMarked
package dev.guildhouse.collector.landing;

import org.jspecify.annotations.NullMarked;
