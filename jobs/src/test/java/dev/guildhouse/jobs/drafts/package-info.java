/** What is proposed to moderators. */
@NullMarked
package dev.guildhouse.jobs.drafts;

import org.jspecify.annotations.NullMarked;
