/** Questions about who stays: cohorts, lifecycle, membership spells. */
@NullMarked
package dev.guildhouse.jobs.queries.retention;

import org.jspecify.annotations.NullMarked;
