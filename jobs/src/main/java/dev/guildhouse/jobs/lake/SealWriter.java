package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.files.TableFile;
import dev.guildhouse.jobs.lake.files.TableLog;
import dev.guildhouse.jobs.lake.release.TablePaths;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.tables.TableDef;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Moves what is left of some guilds' month to its sealed folder, and takes everything else of them
 * out of the folders that bear keys. Works on the tables as they are in the next release.
 */
public final class SealWriter {
  private final Lake lake;
  private final LakeWriter writer;
  private final YearMonth month;
  private final NavigableSet<Long> guilds;

  /**
   * @param writer which publishes it
   * @param guilds those whose month is sealed
   */
  public SealWriter(Lake lake, LakeWriter writer, YearMonth month, NavigableSet<Long> guilds) {
    this.lake = lake;
    this.writer = writer;
    this.month = month;
    this.guilds = guilds;
  }

  /** The guilds' rows of the month that bear keys. */
  public Dataset<Row> open(TableDef table) {
    return rows(table, path -> !TablePaths.isSealed(path)).where(isOfGuilds());
  }

  /** The guilds' rows that lie in the sealed folder. */
  public Dataset<Row> sealed(TableDef table) {
    return rows(table, TablePaths::isSealed).where(isOfGuilds());
  }

  /**
   * Writes what is left of the guilds' rows, beside those of guilds that were sealed before.
   *
   * @return how many rows
   */
  public long seal(TableDef table, Dataset<Row> rows) {
    if (rows.isEmpty()) {
      return 0;
    }
    String path = TablePaths.sealed(table, month);
    List<TableFile> others = writer.files(path);
    long written = writer.commit(path, others, rows);
    StopPoint.reached("seal.table");
    return written;
  }

  /** Takes the guilds' rows of the month out of a table; the table goes when no row is left. */
  public void drop(TableDef table) {
    drop(table, month, isOfGuilds());
  }

  /** Takes rows of the guilds that meet a condition out of a month of a table. */
  public void drop(TableDef table, YearMonth ofMonth, Column isDropped) {
    for (String path : writer.paths()) {
      Optional<YearMonth> itsMonth =
          TablePaths.isOf(table, path) ? TablePaths.month(table, path) : Optional.empty();
      if (itsMonth.filter(ofMonth::equals).isPresent() && !TablePaths.isSealed(path)) {
        replaceAll(path, functions.not(isDropped.and(isOfGuilds())));
      }
    }
  }

  /**
   * Changes columns in some rows of the guilds in a month of a table that stays open.
   *
   * @param isChanged which rows; without any nothing is written
   * @param column what is changed, and to what
   */
  public void change(
      TableDef table, YearMonth ofMonth, Column isChanged, String column, Column value) {
    for (String path : writer.paths()) {
      Optional<YearMonth> itsMonth =
          TablePaths.isOf(table, path) ? TablePaths.month(table, path) : Optional.empty();
      if (itsMonth.filter(ofMonth::equals).isPresent() && !TablePaths.isSealed(path)) {
        Dataset<Row> all = lake.read(table, Map.of(lake.log(path), writer.files(path)));
        Column isIt = isChanged.and(isOfGuilds());
        if (!all.where(isIt).isEmpty()) {
          Column changed = functions.when(isIt, value).otherwise(functions.col(column));
          writer.commit(path, List.of(), all.withColumn(column, changed));
        }
      }
    }
  }

  private void replaceAll(String path, Column isKept) {
    TableLog log = lake.log(path);
    Dataset<Row> kept = lake.read(log.table(), Map.of(log, writer.files(path))).where(isKept);
    if (kept.isEmpty()) {
      writer.unname(path);
    } else {
      writer.commit(path, List.of(), kept);
    }
  }

  /**
   * Rewrites the guilds' rows of tables that are replaced whole, in whichever mode's folder they lie.
   *
   * @param change what becomes of them
   */
  public void rewriteWhole(TableDef table, java.util.function.UnaryOperator<Dataset<Row>> change) {
    for (String path : writer.paths()) {
      if (TablePaths.isOf(table, path)) {
        Dataset<Row> all = lake.read(table, Map.of(lake.log(path), writer.files(path)));
        Dataset<Row> others = all.where(functions.not(isOfGuilds()));
        writer.commit(path, List.of(), others.unionByName(change.apply(all.where(isOfGuilds()))));
      }
    }
  }

  private Column isOfGuilds() {
    return functions.col("guild_id").isin(guilds.toArray());
  }

  private Dataset<Row> rows(TableDef table, Predicate<String> isWanted) {
    Map<TableLog, List<TableFile>> files = new LinkedHashMap<>();
    for (String path : writer.paths()) {
      if (TablePaths.isOf(table, path)
          && isWanted.test(path)
          && TablePaths.month(table, path).filter(month::equals).isPresent()) {
        files.put(lake.log(path), writer.files(path));
      }
    }
    return lake.read(table, files);
  }
}
