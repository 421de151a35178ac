/** Facts in, the activity cube out: the one table that every additive count is a fold of. */
@NullMarked
package dev.guildhouse.jobs.activity;

import org.jspecify.annotations.NullMarked;
