package dev.guildhouse.jobs.reports.publish;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A release in which nothing can be read, so that a test needs no Spark. */
final class NoTables implements TableReader {
  @Override
  public Dataset<Row> table(TableDef table, DayRange countedOn) {
    throw new UnsupportedOperationException(table.name());
  }

  @Override
  public Dataset<Row> folded(TableDef table, Slice slice) {
    throw new UnsupportedOperationException(table.name());
  }

  @Override
  public Dataset<Row> table(TableDef table) {
    throw new UnsupportedOperationException(table.name());
  }

  @Override
  public long release() {
    return 7;
  }
}
