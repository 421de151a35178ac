/** What a process that runs on tells of itself by HTTP: whether it is well, and its numbers. */
@NullMarked
package dev.guildhouse.schema.status;

import org.jspecify.annotations.NullMarked;
