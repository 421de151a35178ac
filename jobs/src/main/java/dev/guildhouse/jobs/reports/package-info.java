/** Reports: what one says is built here from tables, rendered in files and published whole. */
@NullMarked
package dev.guildhouse.jobs.reports;

import org.jspecify.annotations.NullMarked;
