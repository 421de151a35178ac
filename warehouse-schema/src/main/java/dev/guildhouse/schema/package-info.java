/** The contract and what all share: event types, tables, units, configuration, clock, keys. */
@NullMarked
package dev.guildhouse.schema;

import org.jspecify.annotations.NullMarked;
