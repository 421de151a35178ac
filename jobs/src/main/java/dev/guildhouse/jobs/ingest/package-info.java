/** Landing files in, events out, each once. */
@NullMarked
package dev.guildhouse.jobs.ingest;

import org.jspecify.annotations.NullMarked;
