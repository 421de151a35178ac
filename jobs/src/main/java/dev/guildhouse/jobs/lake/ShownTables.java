package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tables as somebody is shown them: whatever is read of one passes through the same view. */
public abstract class ShownTables implements TableReader {
  private final TableReader tables;

  protected ShownTables(TableReader tables) {
    this.tables = tables;
  }

  /** Some rows of a table as they are shown, with the columns of the contract. */
  protected abstract Dataset<Row> shown(TableDef table, Dataset<Row> rows);

  @Override
  public final Dataset<Row> table(TableDef table, DayRange countedOn) {
    return shown(table, tables.table(table, countedOn));
  }

  @Override
  public final Dataset<Row> folded(TableDef table, Slice slice) {
    return shown(table, tables.folded(table, slice));
  }

  @Override
  public final Dataset<Row> table(TableDef table) {
    return shown(table, tables.table(table));
  }

  @Override
  public final SealedMonths sealed() {
    return tables.sealed();
  }

  @Override
  public final long release() {
    return tables.release();
  }
}
