package dev.guildhouse.schema.tables;

import dev.guildhouse.schema.tables.TableDef.Layer;
import java.util.List;

/** What became of targets: snapshots of what was known when each period had ended. */
public final class KpiTables {
  public static final TableDef KPI_RESULTS = TableDef.named("kpi_results", Layer.MARTS)
      .oneRowPer("guild, target and period that has ended")
      .columns(
          Column.of("as_of_date", ColumnType.DATE, "last day of the period"),
          Column.of("guild_id", ColumnType.LONG, "guild"),
          Column.of("target_id", ColumnType.STRING, "id of the target"),
          Column.of("period_start_date", ColumnType.DATE, "first day of the period"),
          Column.of("period", ColumnType.STRING, "day, week, month or quarter"),
          Column.of("rule", ColumnType.STRING, "the metric, formula or condition judged"),
          Column.of("target_value", ColumnType.DECIMAL, "value to reach; unknown for a condition")
              .orUnknown(),
          Column.of(
              "is_higher_better", ColumnType.BOOLEAN, "whether falling short of it is the miss"),
          Column.of(
                  "value",
                  ColumnType.DECIMAL,
                  "what was reached; unknown below 90 % of coverage and where something was divided"
                      + " by zero")
              .orUnknown(),
          Column.of("coverage", ColumnType.DOUBLE, Unit.SHARE, "least share of what was watched"),
          Column.of(
                  "miss",
                  ColumnType.DOUBLE,
                  Unit.SHARE,
                  "(target − value) / target, the sign turned where lower is better; above 0 it"
                      + " was missed")
              .orUnknown(),
          Column.of(
              "wrong_way_periods",
              ColumnType.INT,
              Unit.ITEMS,
              "periods in a row that were worse than the one before, of days than the same weekday"
                  + " before; at most 3 are counted"),
          Column.of(
                  "severity",
                  ColumnType.STRING,
                  "critical, warning or info; unknown when nothing was missed or too little watched")
              .orUnknown(),
          Column.of(
                  "not_judged_reason",
                  ColumnType.STRING,
                  "not_watched, not_available (members cannot be followed over all its days) or"
                      + " divided_by_zero; unknown when it was judged")
              .orUnknown())
      .key("guild_id", "target_id", "as_of_date")
      .by("as_of_date")
      .build();

  public static final List<TableDef> ALL = List.of(KPI_RESULTS);

  private KpiTables() {}
}
