/** Writes drafts for moderators, and knows the buttons under them. */
@NullMarked
package dev.guildhouse.schedules.drafts;

import org.jspecify.annotations.NullMarked;
