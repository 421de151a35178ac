package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.events.RawEvents;
import java.util.List;
import java.util.stream.Stream;

/** Every table of the warehouse, in the order in which data flows. */
public final class Tables {
  public static final List<TableDef> ALL = Stream.of(
          Stream.of(RawEvents.TABLE),
          Facts.ALL.stream(),
          Stream.of(Rollups.ACTIVITY_HOURLY, Rollups.CHANNEL_HOURLY),
          Rollups.all().stream(),
          Marts.ALL.stream(),
          SegmentTables.ALL.stream(),
          KpiTables.ALL.stream(),
          AnomalyTables.ALL.stream(),
          SummaryTables.ALL.stream())
      .flatMap(tables -> tables)
      .toList();

  private Tables() {}

  /**
   * The table of that name.
   *
   * @throws WarehouseException when there is none, with all names there are
   */
  public static TableDef named(String name) {
    return ALL.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "find the table " + name,
            "there is none of that name",
            Nearest.hint(name, names()) + "Tables: " + String.join(", ", names())));
  }

  private static List<String> names() {
    return ALL.stream().map(TableDef::name).toList();
  }
}
