/** The reports that come along, over small tables whose numbers are worked out by hand. */
@NullMarked
package dev.guildhouse.jobs.catalog;

import org.jspecify.annotations.NullMarked;
