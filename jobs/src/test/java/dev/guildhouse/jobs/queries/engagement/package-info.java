/** Questions about engagement and moderation, with answers worked out by hand. */
@NullMarked
package dev.guildhouse.jobs.queries.engagement;

import org.jspecify.annotations.NullMarked;
