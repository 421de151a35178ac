/** The process that an operator leaves running: schedules, deliveries, status, each a part of its own. */
@NullMarked
package dev.guildhouse.schedules.serve;

import org.jspecify.annotations.NullMarked;
