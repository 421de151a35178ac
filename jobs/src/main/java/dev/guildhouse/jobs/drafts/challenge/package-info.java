/** The weekly challenge, and what came of it. */
@NullMarked
package dev.guildhouse.jobs.drafts.challenge;

import org.jspecify.annotations.NullMarked;
