package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.lake.ledger.Slice;
import java.time.Duration;

/**
 * What one job did in a run.
 *
 * @param job its name
 * @param slice the (guild, day)s it replaced
 * @param rows rows written
 * @param took how long
 */
public record JobOutcome(String job, Slice slice, long rows, Duration took) {}
