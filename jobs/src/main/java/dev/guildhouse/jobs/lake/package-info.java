/**
 * The only place that reads and writes tables: what others see of it, and how rows become files. Below
 * it, none of which knows this folder or one named later: how {@code spark} is set up, the
 * {@code ledger} of days, the {@code files} of one table, {@code landing}, and the {@code release}
 * that all tables change in together.
 */
@NullMarked
package dev.guildhouse.jobs.lake;

import org.jspecify.annotations.NullMarked;
