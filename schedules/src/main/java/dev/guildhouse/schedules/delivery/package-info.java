/** Posts reports from the queue to Discord, each exactly once. */
@NullMarked
package dev.guildhouse.schedules.delivery;

import org.jspecify.annotations.NullMarked;
