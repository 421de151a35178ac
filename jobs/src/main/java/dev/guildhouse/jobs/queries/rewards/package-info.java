/** Questions about the rewards ledger. */
@NullMarked
package dev.guildhouse.jobs.queries.rewards;

import org.jspecify.annotations.NullMarked;
