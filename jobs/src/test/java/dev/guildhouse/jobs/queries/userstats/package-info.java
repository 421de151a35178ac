/** Tests of the user statistics, on a month small enough to count by hand. */
@NullMarked
package dev.guildhouse.jobs.queries.userstats;

import org.jspecify.annotations.NullMarked;
