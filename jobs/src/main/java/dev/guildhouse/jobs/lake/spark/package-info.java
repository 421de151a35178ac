/** How Spark is set up, what its planner is taught, and how it goes about much and little. */
@NullMarked
package dev.guildhouse.jobs.lake.spark;

import org.jspecify.annotations.NullMarked;
