/** Brings export files into landing: each whole or not at all, each once, and no name or id with it. */
@NullMarked
package dev.guildhouse.collector.imports;

import org.jspecify.annotations.NullMarked;
