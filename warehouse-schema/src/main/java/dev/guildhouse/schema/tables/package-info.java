/** Every table of the warehouse: columns, units, grain, key and where it is stored. */
@NullMarked
package dev.guildhouse.schema.tables;

import org.jspecify.annotations.NullMarked;
