/** What ran for each slot of each schedule: one success per slot, whoever runs it. */
@NullMarked
package dev.guildhouse.schedules.operations.slots;

import org.jspecify.annotations.NullMarked;
