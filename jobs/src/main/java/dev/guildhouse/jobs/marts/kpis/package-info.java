/** What became of the targets that communities set themselves. */
@NullMarked
package dev.guildhouse.jobs.marts.kpis;

import org.jspecify.annotations.NullMarked;
