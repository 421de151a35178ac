/** What a guild is to be told of a night: targets that were missed, and what was unusual. */
@NullMarked
package dev.guildhouse.jobs.alerts;

import org.jspecify.annotations.NullMarked;
