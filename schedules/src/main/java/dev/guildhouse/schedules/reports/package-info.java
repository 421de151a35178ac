/** Reports and exports as an operator asks for them: entered into the history, queued for delivery. */
@NullMarked
package dev.guildhouse.schedules.reports;

import org.jspecify.annotations.NullMarked;
