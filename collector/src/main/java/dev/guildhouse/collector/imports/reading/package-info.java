/** What reading any file of another program takes: strict values, possible times, and refusals. */
@NullMarked
package dev.guildhouse.collector.imports.reading;

import org.jspecify.annotations.NullMarked;
