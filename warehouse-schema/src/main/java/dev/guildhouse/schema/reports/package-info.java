/** What jobs hand to deliveries: what a report says, and which files it consists of. */
@NullMarked
package dev.guildhouse.schema.reports;

import org.jspecify.annotations.NullMarked;
