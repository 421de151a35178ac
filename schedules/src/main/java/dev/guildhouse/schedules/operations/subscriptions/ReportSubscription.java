package dev.guildhouse.schedules.operations.subscriptions;

import java.time.Instant;

/**
 * A channel that gets a report each time it is written by schedule.
 *
 * @param since when it was asked for
 */
public record ReportSubscription(long guildId, String report, long channelId, Instant since) {}
