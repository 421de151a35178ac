/**
 * Sentences of a summary worded by a language model: what goes to it are measured sentences without
 * names, and what comes back is posted only if it says the same.
 */
@NullMarked
package dev.guildhouse.schedules.wording;

import org.jspecify.annotations.NullMarked;
