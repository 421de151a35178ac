/** Exported files, read back by the programs that others would read them with. */
@NullMarked
package dev.guildhouse.jobs.reports.export;

import org.jspecify.annotations.NullMarked;
