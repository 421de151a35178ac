/** Tests of the statistics, against numbers worked out by hand. */
@NullMarked
package dev.guildhouse.jobs.statistics;

import org.jspecify.annotations.NullMarked;
