/** User statistics: the raw dump, and reports of one month overall, by weekday and by hour. */
@NullMarked
package dev.guildhouse.jobs.queries.userstats;

import org.jspecify.annotations.NullMarked;
