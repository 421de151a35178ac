/** Tests. */
@NullMarked
package dev.guildhouse.jobs.marts.segments;

import org.jspecify.annotations.NullMarked;
