package dev.guildhouse.schedules.operations.alerts;

import dev.guildhouse.schedules.operations.Row;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a guild is told of its own numbers.
 *
 * @param number rises with every alert of every guild
 * @param topic what it is about
 * @param lines for a person
 * @param day the one that was looked at when it was raised
 * @param endLines why it is over, for a person; none while it stands
 * @param endDay the one that was looked at when it was over; null while it stands
 */
public record GuildAlert(
    long number,
    long guildId,
    String topic,
    Kind kind,
    String title,
    List<String> lines,
    LocalDate day,
    Instant raisedAt,
    List<String> endLines,
    @Nullable LocalDate endDay,
    @Nullable Instant resolvedAt,
    boolean isRaiseTold,
    boolean isEndTold) {
  public GuildAlert {
    lines = List.copyOf(lines);
    endLines = List.copyOf(endLines);
  }

  static GuildAlert read(Row row) throws SQLException {
    return new GuildAlert(
        row.number("alert_number"),
        row.number("guild_id"),
        row.text("topic"),
        Kind.ofText(row.text("kind")),
        row.text("title"),
        row.text("message").lines().toList(),
        row.date("raised_date"),
        row.instant("raised_at"),
        row.text("end_message").lines().toList(),
        row.dateOrNull("resolved_date"),
        row.instantOrNull("resolved_at"),
        Boolean.parseBoolean(row.text("is_raise_told")),
        Boolean.parseBoolean(row.text("is_end_told")));
  }
}
