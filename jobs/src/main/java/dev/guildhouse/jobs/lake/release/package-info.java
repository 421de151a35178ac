/** A release: where its tables lie, which version of each goes together, and who reads or writes it. */
@NullMarked
package dev.guildhouse.jobs.lake.release;

import org.jspecify.annotations.NullMarked;
