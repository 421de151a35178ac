package dev.guildhouse.jobs.catalog.custom;

import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.Unit;
import java.util.Locale;

/**
 * How a column of a table stands in a sheet: seconds as hours, shares in percent, channels by name,
 * people by pseudonym.
 *
 * @param header in words
 */
record SheetColumn(Column column, String header, Format format) {

  static SheetColumn of(Column column) {
    return new SheetColumn(column, header(column), format(column));
  }

  /** Whether a column names people. */
  static boolean isMember(Column column) {
    return column.type() == ColumnType.LONG && column.name().endsWith("_key");
  }

  boolean isChannel() {
    return column.type() == ColumnType.LONG
        && (column.name().equals("channel_id") || column.name().equals("parent_channel_id"));
  }

  boolean isHours() {
    return column.unit() == Unit.SECONDS && column.type() != ColumnType.INT;
  }

  boolean isPercent() {
    return column.unit() == Unit.SHARE;
  }

  ReportColumn inReport() {
    return ReportColumn.of(header, format);
  }

  private static String header(Column column) {
    String name = column.name();
    String unit = "";
    if (column.unit() == Unit.SHARE) {
      unit = " %";
    } else if (column.unit() == Unit.SECONDS && column.type() != ColumnType.INT) {
      name = name.replaceFirst("_seconds$", "");
      unit = " hours";
    } else if (column.type() == ColumnType.DATE || column.type() == ColumnType.TIMESTAMP) {
      name = name.replaceFirst("_(date|at)$", "");
    } else if (column.type() == ColumnType.LONG && column.unit() == Unit.NONE) {
      name = name.replaceFirst("_(id|key)$", "");
    }
    String words = name.replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + unit;
  }

  private static Format format(Column column) {
    return switch (column.type()) {
      case INT -> Format.COUNT;
      case LONG ->
        column.unit() == Unit.NONE
            ? Format.TEXT
            : column.unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT;
      case DOUBLE, DECIMAL -> Format.DECIMAL;
      case DATE -> Format.DAY;
      case BOOLEAN, STRING, TIMESTAMP, MAP -> Format.TEXT;
    };
  }
}
