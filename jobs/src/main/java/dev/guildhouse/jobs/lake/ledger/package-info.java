/**
 * What is known of (guild, day)s, in slices of them: which are filled, from what, and which months
 * are sealed.
 */
@NullMarked
package dev.guildhouse.jobs.lake.ledger;

import org.jspecify.annotations.NullMarked;
