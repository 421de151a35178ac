package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.util.Collection;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Reads tables as one release has them; no reader ever sees two tables of different nights. */
public interface TableReader {
  /**
   * The rows that count on the given days, with exactly the columns of the contract. A table that
   * was never written has no rows.
   */
  Dataset<Row> table(TableDef table, DayRange countedOn);

  /** The rows that are folded on the (guild, day)s of a slice, whatever day they count on. */
  Dataset<Row> folded(TableDef table, Slice slice);

  /** The rows that count on the (guild, day)s of a slice, whatever day they are folded on. */
  default Dataset<Row> counted(TableDef table, Slice slice) {
    return table(table, slice.range()).where(slice.holds(table.countedBy()));
  }

  /** The events of some types that are folded on the (guild, day)s of a slice. */
  default Dataset<Row> events(Slice slice, Set<EventType> types) {
    return folded(RawEvents.TABLE, slice).where(isAmong(types));
  }

  /** The condition that an event is of one of some types. */
  static Column isAmong(Collection<EventType> types) {
    return functions.col("event_type").isin(types.stream().map(EventType::code).toArray());
  }

  /** All rows of a table. */
  Dataset<Row> table(TableDef table);

  /** Which months of which guilds hold only tokens in the place of members. */
  default SealedMonths sealed() {
    return SealedMonths.NONE;
  }

  /** The number of the release that is read; 0 before the first. */
  long release();

  /**
   * The same rows, which are few however many are read for them. Who writes computes them here, once,
   * so that what is made of them costs a large run as little as a small one.
   */
  default Dataset<Row> few(Dataset<Row> rows) {
    return rows;
  }
}
