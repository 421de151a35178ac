/** What a guild is told of a week that ended, and of the one that begins. */
@NullMarked
package dev.guildhouse.jobs.drafts.digest;

import org.jspecify.annotations.NullMarked;
