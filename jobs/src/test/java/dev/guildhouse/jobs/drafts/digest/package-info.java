/** Drafts and what they are made of. */
@NullMarked
package dev.guildhouse.jobs.drafts.digest;

import org.jspecify.annotations.NullMarked;
