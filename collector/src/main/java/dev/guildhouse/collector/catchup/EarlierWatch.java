package dev.guildhouse.collector.catchup;

import java.time.Instant;

/**
 * The last time that a guild was watched without a break.
 *
 * @param from when it began
 * @param until the last proof of life; all that came until then is taken
 */
public record EarlierWatch(Instant from, Instant until) {}
