/** The folder in which collectors land events: read by month, and let go of in time. */
@NullMarked
package dev.guildhouse.jobs.lake.landing;

import org.jspecify.annotations.NullMarked;
