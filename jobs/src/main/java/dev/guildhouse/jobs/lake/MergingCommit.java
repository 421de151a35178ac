package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.files.FileMerge;
import dev.guildhouse.jobs.lake.files.RowChecks;
import dev.guildhouse.jobs.lake.files.TableFile;
import dev.guildhouse.jobs.lake.files.TableLog;
import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.jobs.lake.spark.Workload;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.TableDef.Storage;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The commit of one version of a table: files that stay, new rows, and what stays of files that are
 * replaced. Small files among those that stay are merged on the way.
 */
final class MergingCommit {
  private final Lake lake;
  private final ReadCache cache;
  private final TableLog log;
  private final List<List<TableFile>> merged;
  private final List<TableFile> alone;
  private final long replacedBytes;
  private long version;
  private long added;

  /**
   * @param present all files of the version before
   * @param kept those of them that stay
   */
  MergingCommit(
      Lake lake, ReadCache cache, TableLog log, List<TableFile> present, List<TableFile> kept) {
    this.lake = lake;
    this.cache = cache;
    this.log = log;
    this.merged = FileMerge.of(kept);
    this.alone = new ArrayList<>(kept);
    merged.forEach(alone::removeAll);
    this.replacedBytes = present.stream()
        .filter(file -> !alone.contains(file))
        .mapToLong(TableFile::bytes)
        .sum();
  }

  /**
   * Writes and commits.
   *
   * @param rows new rows
   * @param mixed files of which some rows stay
   * @param survivors which those are
   * @param workload how much the run has to do
   * @param fence the fencing number of the writer's lease
   */
  void write(
      Dataset<Row> rows, List<TableFile> mixed, Wanted survivors, Workload workload, long fence) {
    boolean isSmall = workload == Workload.SMALL || LocalRows.isLocal(rows);
    TableLog.Commit commit = isSmall && replacedBytes <= lake.limits().smallBytes()
        ? inDriver(workload == Workload.SMALL ? rows : lake.settled(rows), mixed, survivors, fence)
        : bySpark(rows, mixed, survivors, fence);
    version = commit.version();
    long moved =
        merged.stream().flatMap(List::stream).mapToLong(TableFile::rows).sum();
    added = commit.rows() - moved;
  }

  long version() {
    return version;
  }

  /** How many rows were written, without those that were merged. */
  long added() {
    return added;
  }

  private TableLog.Commit inDriver(
      Dataset<Row> rows, List<TableFile> mixed, Wanted survivors, long fence) {
    TableDef table = log.table();
    List<InternalRow> few =
        new ArrayList<>(LocalRows.collect(LocalRows.inOrder(rows, Schemas.of(table))));
    RowChecks.require(table, few);
    mixed.forEach(file -> few.addAll(cache.rows(log, file, survivors)));
    List<List<InternalRow>> parts = new ArrayList<>(byMonth(table, few));
    for (List<TableFile> some : merged) {
      List<InternalRow> together = new ArrayList<>();
      some.forEach(file -> together.addAll(cache.rows(log, file, new Wanted.Everything())));
      parts.add(together);
    }
    TableLog.Commit commit = log.commit(alone, parts, fence);
    for (int part = 0; part < parts.size(); part++) {
      cache.wrote(log, commit.written().get(part), parts.get(part));
    }
    return commit;
  }

  private TableLog.Commit bySpark(
      Dataset<Row> rows, List<TableFile> mixed, Wanted survivors, long fence) {
    Dataset<Row> all = mixed.isEmpty()
        ? rows
        : rows.unionByName(lake.read(log.table(), Map.of(log, mixed), survivors));
    for (List<TableFile> some : merged) {
      all = all.unionByName(lake.read(log.table(), Map.of(log, some)));
    }
    return log.commit(alone, all, fence);
  }

  /**
   * The rows of each file to write, none empty: one, but of a table that is not cut by month one for
   * each month, so that nobody reads a year's file for a day.
   */
  private static Collection<List<InternalRow>> byMonth(TableDef table, List<InternalRow> rows) {
    if (table.storage() == Storage.MEMBER_FREE) {
      int day = table.columnNames().indexOf(table.countedBy());
      return rows.stream()
          .collect(Collectors.groupingBy(
              row -> YearMonth.from(LocalDate.ofEpochDay(row.getInt(day))),
              TreeMap::new,
              Collectors.toList()))
          .values();
    }
    return rows.isEmpty() ? List.of() : List.of(rows);
  }
}
