/** Questions about single members and channels, comparisons, anomalies and what announcements did. */
@NullMarked
package dev.guildhouse.jobs.queries.analysis;

import org.jspecify.annotations.NullMarked;
