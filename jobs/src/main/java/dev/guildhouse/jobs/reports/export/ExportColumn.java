package dev.guildhouse.jobs.reports.export;

import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.Unit;

/**
 * A column of an exported file.
 *
 * @param name as in the table
 * @param kind what its values are
 */
record ExportColumn(String name, Kind kind) {

  /** What the values of a column are, and in which Java type they come. */
  enum Kind {
    /** {@link Long}: an id, mask or hash of 64 bits, more than JSON and Excel can hold as number. */
    ID,
    /** {@link Long} or {@link Integer}: a whole number. */
    COUNT,
    /** {@link Double}. */
    DOUBLE,
    /** {@link java.math.BigDecimal}. */
    DECIMAL,
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link String}. */
    TEXT,
    /** {@link java.time.Instant}. */
    TIMESTAMP,
    /** {@link java.time.LocalDate}. */
    DATE,
    /** {@link java.util.SortedMap} of strings by string. */
    MAP
  }

  /** How a column of a table is exported; people and codes leave as text. */
  static ExportColumn of(Column column) {
    Kind kind = isMember(column) ? Kind.TEXT : kind(column);
    return new ExportColumn(column.name(), kind);
  }

  /** Whether a column names people. */
  static boolean isMember(Column column) {
    return column.type() == ColumnType.LONG && column.name().endsWith("_key");
  }

  private static Kind kind(Column column) {
    return switch (column.type()) {
      case LONG -> column.unit() == Unit.NONE ? Kind.ID : Kind.COUNT;
      case INT -> Kind.COUNT;
      case DOUBLE -> Kind.DOUBLE;
      case DECIMAL -> Kind.DECIMAL;
      case BOOLEAN -> Kind.BOOLEAN;
      case STRING -> Kind.TEXT;
      case TIMESTAMP -> Kind.TIMESTAMP;
      case DATE -> Kind.DATE;
      case MAP -> Kind.MAP;
    };
  }
}
