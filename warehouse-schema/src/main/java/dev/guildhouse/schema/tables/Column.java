package dev.guildhouse.schema.tables;

/**
 * One column of a table.
 *
 * @param name snake_case; the suffix tells what it is ({@code _id}, {@code _at}, {@code _date},
 *     {@code is_}, or a unit)
 * @param type what it holds
 * @param isNullable whether it may be unknown
 * @param unit what a number counts
 * @param comment one sentence for the data dictionary
 */
public record Column(String name, ColumnType type, boolean isNullable, Unit unit, String comment) {

  /** A column that always has a value. */
  public static Column of(String name, ColumnType type, String comment) {
    return new Column(name, type, false, Unit.NONE, comment);
  }

  /** A number that always has a value. */
  public static Column of(String name, ColumnType type, Unit unit, String comment) {
    return new Column(name, type, false, unit, comment);
  }

  /** The same column, which may be unknown. */
  public Column orUnknown() {
    return new Column(name, type, true, unit, comment);
  }
}
