/** Drafts that wait for moderators, and what became of them. */
@NullMarked
package dev.guildhouse.schedules.operations.drafts;

import org.jspecify.annotations.NullMarked;
