/** Questions about changed numbers. */
@NullMarked
package dev.guildhouse.jobs.queries.restatements;

import org.jspecify.annotations.NullMarked;
