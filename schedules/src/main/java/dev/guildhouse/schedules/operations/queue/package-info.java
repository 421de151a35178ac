/** The queue of reports to post: pending, processing, delivered, failed or dead. */
@NullMarked
package dev.guildhouse.schedules.operations.queue;

import org.jspecify.annotations.NullMarked;
