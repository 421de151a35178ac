/** The operations database: what the processes of one home agree on, in short transactions. */
@NullMarked
package dev.guildhouse.schedules.operations;

import org.jspecify.annotations.NullMarked;
