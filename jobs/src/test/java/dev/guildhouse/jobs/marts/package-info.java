/** The rules by which reports count. */
@NullMarked
package dev.guildhouse.jobs.marts;

import org.jspecify.annotations.NullMarked;
