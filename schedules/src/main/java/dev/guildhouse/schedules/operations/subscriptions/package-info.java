/** Which channels get which reports, as the admins of guilds wish. */
@NullMarked
package dev.guildhouse.schedules.operations.subscriptions;

import org.jspecify.annotations.NullMarked;
