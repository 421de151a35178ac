/** Hours and days of guilds and channels that were unlike the same hours of the weeks before. */
@NullMarked
package dev.guildhouse.jobs.marts.anomalies;

import org.jspecify.annotations.NullMarked;
