package dev.guildhouse.schedules.operations.runs;

import java.time.LocalDate;

/**
 * How far a run has filled a table.
 *
 * @param filledUntil the day after the last one that is filled
 * @param release the release that filled it
 */
public record TableFreshness(String table, LocalDate filledUntil, long release) {}
