/** Which version of each table goes together, and who reads or writes it. */
@NullMarked
package dev.guildhouse.jobs.lake.release;

import org.jspecify.annotations.NullMarked;
