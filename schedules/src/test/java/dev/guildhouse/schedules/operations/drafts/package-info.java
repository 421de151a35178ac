/** Drafts and decisions, on both databases. */
@NullMarked
package dev.guildhouse.schedules.operations.drafts;

import org.jspecify.annotations.NullMarked;
