/** Questions about help, with answers worked out by hand. */
@NullMarked
package dev.guildhouse.jobs.queries.support;

import org.jspecify.annotations.NullMarked;
