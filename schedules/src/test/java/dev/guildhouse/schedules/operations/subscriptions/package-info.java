/** Tests. */
@NullMarked
package dev.guildhouse.schedules.operations.subscriptions;

import org.jspecify.annotations.NullMarked;
