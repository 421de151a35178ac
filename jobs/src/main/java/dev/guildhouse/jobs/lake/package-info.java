/** The only place that reads and writes tables: Delta Lake, releases and the fill ledger. */
@NullMarked
package dev.guildhouse.jobs.lake;

import org.jspecify.annotations.NullMarked;
