package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.files.SmallFiles;
import dev.guildhouse.jobs.lake.files.TableFile;
import dev.guildhouse.jobs.lake.files.TableLog;
import dev.guildhouse.jobs.lake.spark.DriverLimits;
import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.jobs.lake.spark.Workload;
import dev.guildhouse.schema.tables.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Reads what is small into the driver. A small run keeps it there while it lasts: opening a file costs
 * more than reading a few thousand rows, a dozen jobs read the same ones, and what the run itself wrote
 * is never read back. A large run, which may go through years, reads it each time. Files larger than
 * {@link DriverLimits} allow are left where they are.
 */
final class ReadCache implements Lake.Reading, AutoCloseable {
  private final Lake lake;
  private final SmallFiles files;
  private final Map<String, List<InternalRow>> held = new ConcurrentHashMap<>();
  private final Map<Read, Dataset<Row>> kept = new ConcurrentHashMap<>();
  private volatile Workload workload = Workload.LARGE;

  ReadCache(Lake lake) {
    this.lake = lake;
    this.files = new SmallFiles(lake.spark());
  }

  private record Read(String table, List<String> files, Wanted wanted) {}

  void workload(Workload size) {
    workload = size;
  }

  /** Remembers what a file holds. */
  void wrote(TableLog log, TableFile file, List<InternalRow> rows) {
    if (workload == Workload.SMALL) {
      held.put(name(log, file), rows);
    }
  }

  @Override
  public Dataset<Row> read(TableDef table, Map<TableLog, List<TableFile>> files, Wanted wanted) {
    if (sum(files, TableFile::bytes) > lake.limits().bytes(workload)) {
      return lake.read(table, files, wanted);
    }
    if (workload == Workload.LARGE) {
      // Rows that are all alike take next to nothing in a file.
      return sum(files, TableFile::rows) > lake.limits().fewRows()
          ? lake.read(table, files, wanted)
          : local(table, files, wanted);
    }
    List<String> names = new ArrayList<>();
    files.forEach((log, some) -> some.forEach(file -> names.add(name(log, file))));
    return Objects.requireNonNull(kept.computeIfAbsent(
        new Read(table.name(), names, wanted), key -> local(table, files, wanted)));
  }

  private static long sum(Map<TableLog, List<TableFile>> files, ToLongFunction<TableFile> amount) {
    return files.values().stream().flatMap(List::stream).mapToLong(amount).sum();
  }

  private Dataset<Row> local(TableDef table, Map<TableLog, List<TableFile>> files, Wanted wanted) {
    List<InternalRow> rows = new ArrayList<>();
    files.forEach((log, some) -> some.forEach(file -> rows.addAll(rows(log, file, wanted))));
    return LocalRows.dataset(lake.spark(), Schemas.of(table), rows);
  }

  /** Some rows of a small file. */
  List<InternalRow> rows(TableLog log, TableFile file, Wanted wanted) {
    List<InternalRow> all = workload == Workload.SMALL
        ? held.computeIfAbsent(name(log, file), name -> read(log, file))
        : read(log, file);
    return Objects.requireNonNull(all).stream().filter(wanted.test(log.table())).toList();
  }

  private List<InternalRow> read(TableLog log, TableFile file) {
    return files.read(Schemas.of(log.table()), new Path(name(log, file)), file.bytes());
  }

  private static String name(TableLog log, TableFile file) {
    return log.path() + "/" + file.path();
  }

  @Override
  public void close() {
    held.clear();
    kept.clear();
  }
}
