/** Reports that appear whole, once, and survive the death of who wrote them. */
@NullMarked
package dev.guildhouse.jobs.reports.publish;

import org.jspecify.annotations.NullMarked;
