package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.tables.TableDef.Layer;
import java.util.List;

/** What each night told of the days up to it. */
public final class SummaryTables {
  public static final TableDef SUMMARIES = TableDef.named("summaries", Layer.MARTS)
      .oneRowPer("guild, night and number of days that the summary is about")
      .columns(
          Column.of("as_of_date", ColumnType.DATE, "last UTC day that the summary is about"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of(
              "window_days", ColumnType.INT, Unit.DAYS, "days that it is about: 1, 7, 30 or 90"),
          Column.of("of_release", ColumnType.LONG, "release whose numbers it tells"),
          Column.of(
              "document",
              ColumnType.STRING,
              "the summary as JSON by docs/summary.schema.json, in the moderators' form without"
                  + " topMembers and topContent"))
      .key("guild_id", "as_of_date", "window_days")
      .by("as_of_date")
      .build();

  public static final List<TableDef> ALL = List.of(SUMMARIES);

  private SummaryTables() {}
}
