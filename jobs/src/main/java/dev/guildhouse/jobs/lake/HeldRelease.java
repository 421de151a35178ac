package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.release.ReaderLease;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One release, open for reading: none of its files is deleted until it is closed, whatever is
 * published or sealed meanwhile. Datasets that it gave must be used up before.
 */
public final class HeldRelease implements TableReader, AutoCloseable {
  private final ReaderLease lease;
  private final TableReader tables;
  private final Map<String, Long> versions;

  HeldRelease(ReaderLease lease, TableReader tables, Map<String, Long> versions) {
    this.lease = lease;
    this.tables = tables;
    this.versions = versions;
  }

  @Override
  public Dataset<Row> table(TableDef table, DayRange countedOn) {
    lease.check();
    return tables.table(table, countedOn);
  }

  @Override
  public Dataset<Row> folded(TableDef table, Slice slice) {
    lease.check();
    return tables.folded(table, slice);
  }

  @Override
  public Dataset<Row> table(TableDef table) {
    lease.check();
    return tables.table(table);
  }

  @Override
  public SealedMonths sealed() {
    return tables.sealed();
  }

  @Override
  public long release() {
    return tables.release();
  }

  /** Whether the lease still stands; it does not when it could not be renewed, as in a sleep. */
  public boolean isHeld() {
    return lease.isHeld();
  }

  /** The version of each table, by path below the warehouse. */
  Map<String, Long> versions() {
    return versions;
  }

  /** Gives its files free. */
  @Override
  public void close() {
    lease.close();
  }
}
