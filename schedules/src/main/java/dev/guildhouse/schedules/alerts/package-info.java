/** Tells alerts: each is written as a small report and goes through the delivery queue. */
@NullMarked
package dev.guildhouse.schedules.alerts;

import org.jspecify.annotations.NullMarked;
