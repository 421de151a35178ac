/** What of the tables may leave the moderators' channels: no number that tells of fewer than five. */
@NullMarked
package dev.guildhouse.jobs.disclosure;

import org.jspecify.annotations.NullMarked;
