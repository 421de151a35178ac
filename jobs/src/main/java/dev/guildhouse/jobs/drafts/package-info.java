/** Posts that are proposed to a guild's moderators, with what speaks for them; nothing is posted here. */
@NullMarked
package dev.guildhouse.jobs.drafts;

import org.jspecify.annotations.NullMarked;
