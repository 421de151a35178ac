package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.tables.TableDef.Layer;
import java.util.List;

/** What was unlike the weeks before. */
public final class AnomalyTables {
  public static final TableDef ANOMALIES = TableDef.named("anomalies", Layer.MARTS)
      .oneRowPer("guild or channel, count, and hour or day that was unlike the same hours of the"
          + " 8 weeks before")
      .columns(
          Column.of("anomaly_date", ColumnType.DATE, "UTC day that was judged"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("channel_id", ColumnType.LONG, "channel; 0 for the whole guild"),
          Column.of("measure", ColumnType.STRING, "what was counted: messages, joins or leaves"),
          Column.of("starts_at", ColumnType.TIMESTAMP, "first hour that was judged"),
          Column.of(
              "hours",
              ColumnType.INT,
              Unit.HOURS,
              "1; 24 when those hours of the day were judged together that usually have fewer than"
                  + " 5"),
          Column.of("observed", ColumnType.LONG, Unit.ITEMS, "what was counted"),
          Column.of(
              "expected",
              ColumnType.DOUBLE,
              Unit.ITEMS,
              "what is usual: the median of the same hours of the week, smoothed with the hours"
                  + " beside them"),
          Column.of(
              "p_value",
              ColumnType.DOUBLE,
              Unit.SHARE,
              "two-sided mid-p of a negative binomial around what is usual"),
          Column.of(
              "q_value",
              ColumnType.DOUBLE,
              Unit.SHARE,
              "p adjusted over all that was judged of the guild and day; at most 0.05"),
          Column.of("weeks", ColumnType.INT, Unit.WEEKS, "weeks before that were watched; 4 to 8"),
          Column.of(
              "members",
              ColumnType.LONG,
              Unit.MEMBERS,
              "different members who made what was counted"),
          Column.of(
              "channels",
              ColumnType.MAP,
              "of a guild's messages, the at most 3 channels that made most of the difference, and"
                  + " by how many messages"))
      .key("guild_id", "starts_at", "channel_id", "measure", "hours")
      .by("anomaly_date")
      .build();

  public static final List<TableDef> ALL = List.of(ANOMALIES);

  private AnomalyTables() {}
}
