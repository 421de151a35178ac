/** What guilds are told of their own numbers. */
@NullMarked
package dev.guildhouse.jobs.alerts;

import org.jspecify.annotations.NullMarked;
