/** Reads JSON Lines of the raw event contract, by which everything else from outside comes in. */
@NullMarked
package dev.guildhouse.collector.imports.lines;

import org.jspecify.annotations.NullMarked;
