/** Questions about numbers that were published and changed. */
@NullMarked
package dev.guildhouse.jobs.queries.restatements;

import org.jspecify.annotations.NullMarked;
