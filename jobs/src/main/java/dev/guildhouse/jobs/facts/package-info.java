/** Events in, facts out: what is true of each message, reaction and stay once all its events are folded. */
@NullMarked
package dev.guildhouse.jobs.facts;

import org.jspecify.annotations.NullMarked;
