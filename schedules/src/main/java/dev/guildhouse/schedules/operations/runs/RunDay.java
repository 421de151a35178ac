package dev.guildhouse.schedules.operations.runs;

import java.time.LocalDate;

/**
 * What a run did to one day of one guild.
 *
 * @param guildId 0 when the run does not go by guild
 * @param outcome a word: {@code succeeded}, {@code skipped}, {@code failed}, …
 * @param rows rows written
 * @param message why, where the outcome does not say it all
 */
public record RunDay(long guildId, LocalDate day, String outcome, long rows, String message) {}
