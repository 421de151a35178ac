/** Questions about posts, replies, who writes them and where, and what moderators do. */
@NullMarked
package dev.guildhouse.jobs.queries.engagement;

import org.jspecify.annotations.NullMarked;
