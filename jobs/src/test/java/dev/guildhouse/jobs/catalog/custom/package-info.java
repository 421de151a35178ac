/** Reports that a home declares: what is refused, and what is built. */
@NullMarked
package dev.guildhouse.jobs.catalog.custom;

import org.jspecify.annotations.NullMarked;
