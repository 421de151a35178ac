/** The true totals of a simulation, booked while it decides what happens, and their file. */
@NullMarked
package dev.guildhouse.collector.simulate.truth;

import org.jspecify.annotations.NullMarked;
