/** One Delta table: its log, its files and what must hold of them. */
@NullMarked
package dev.guildhouse.jobs.lake.files;

import org.jspecify.annotations.NullMarked;
