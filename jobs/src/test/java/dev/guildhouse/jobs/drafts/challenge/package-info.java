/** Drafts and what they are made of. */
@NullMarked
package dev.guildhouse.jobs.drafts.challenge;

import org.jspecify.annotations.NullMarked;
