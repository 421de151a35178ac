package dev.guildhouse.jobs.flow;

import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Fills one table from others, whole (guild, day)s at a time. Running it twice gives the same rows. */
public interface TableJob {
  /** The table it fills; the job has its name. */
  TableDef output();

  /** The tables it reads. */
  List<TableDef> inputs();

  /**
   * The (guild, day)s of the output that must be redone when some of an input have changed.
   *
   * @param changed the (guild, day)s of the input, by the day on which its rows count; for events by
   *     the day on which they are folded
   */
  default Slice affectedBy(TableDef input, Slice changed) {
    return changed;
  }

  /** All rows of a slice of the output. Touches no disk but through the reader of its inputs. */
  Dataset<Row> rows(JobInputs inputs, Slice slice);

  /** The days that one fold of the output stands for: the day itself, or its week or month. */
  default DayRange spanOf(LocalDate foldedBy) {
    return DayRange.of(foldedBy);
  }

  /**
   * Whether its rows are snapshots of what was known on their night, which late data leave alone;
   * only a backfill or an erasure folds such a day anew.
   */
  default boolean isSnapshot() {
    return false;
  }

  default String name() {
    return output().name();
  }
}
