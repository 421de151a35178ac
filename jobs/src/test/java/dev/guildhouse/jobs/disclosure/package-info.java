/** What may leave the moderators' channels, checked by arithmetic of its own. */
@NullMarked
package dev.guildhouse.jobs.disclosure;

import org.jspecify.annotations.NullMarked;
