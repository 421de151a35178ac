/** The contract that every part of Guildhouse shares: what a table is, and how a failure speaks. */
@NullMarked
package dev.guildhouse.schema;

import org.jspecify.annotations.NullMarked;
