/** What guilds are told of their own numbers. */
@NullMarked
package dev.guildhouse.schedules.alerts;

import org.jspecify.annotations.NullMarked;
