package dev.guildhouse.jobs.marts.anomalies;

import java.time.LocalDate;
import java.util.Map;

/**
 * One anomaly.
 *
 * @param channel 0 for the whole guild
 * @param startHour hours since the epoch
 * @param hours 1, or 24 for the small hours of a day
 * @param channels of a guild's messages, by how many each of the channels behind it was off
 */
record Found(
    LocalDate day,
    long channel,
    Measure measure,
    long startHour,
    int hours,
    long observed,
    double expected,
    double p,
    double q,
    int weeks,
    Map<Long, Long> channels) {}
