package dev.guildhouse.schema.tables;

/** The types that columns have, as Parquet, Spark and DuckDB all know them. */
public enum ColumnType {
  BOOLEAN,
  INT,
  LONG,
  DOUBLE,
  /** A decimal of 18 digits, 4 of them behind the point. */
  DECIMAL,
  STRING,
  /** UTC, to the microsecond. */
  TIMESTAMP,
  DATE,
  /** Strings by string. */
  MAP
}
