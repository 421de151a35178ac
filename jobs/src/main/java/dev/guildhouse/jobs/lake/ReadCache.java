package dev.guildhouse.jobs.lake;

import dev.guildhouse.schema.tables.TableDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Keeps the rows of a small run in the driver while it lasts: opening a file costs more than reading
 * a few thousand rows, and a dozen jobs read the same ones. What the run itself wrote is never read
 * back. Files larger than {@link Workload#SMALL_BYTES} are left where they are.
 */
final class ReadCache implements Lake.Reading, AutoCloseable {
  private final Lake lake;
  private final SmallFiles files;
  private final Map<String, List<InternalRow>> held = new ConcurrentHashMap<>();
  private final Map<Read, Dataset<Row>> kept = new ConcurrentHashMap<>();

  ReadCache(Lake lake) {
    this.lake = lake;
    this.files = new SmallFiles(lake.spark());
  }

  private record Read(String table, List<String> files, Wanted wanted) {}

  /** Remembers what a file holds. */
  void wrote(TableLog log, TableFile file, List<InternalRow> rows) {
    held.put(name(log, file), rows);
  }

  @Override
  public Dataset<Row> read(TableDef table, Map<TableLog, List<TableFile>> files, Wanted wanted) {
    long bytes = files.values().stream()
        .flatMap(List::stream)
        .mapToLong(TableFile::bytes)
        .sum();
    if (bytes > Workload.SMALL_BYTES) {
      return lake.read(table, files, wanted);
    }
    List<String> names = new ArrayList<>();
    files.forEach((log, some) -> some.forEach(file -> names.add(name(log, file))));
    return Objects.requireNonNull(kept.computeIfAbsent(
        new Read(table.name(), names, wanted), key -> {
          List<InternalRow> rows = new ArrayList<>();
          files.forEach((log, some) -> some.forEach(file -> rows.addAll(rows(log, file, wanted))));
          return LocalRows.dataset(lake.spark(), Schemas.of(table), rows);
        }));
  }

  /** Some rows of a small file. */
  List<InternalRow> rows(TableLog log, TableFile file, Wanted wanted) {
    List<InternalRow> all = held.computeIfAbsent(
        name(log, file), name -> files.read(Schemas.of(log.table()), new Path(name), file.bytes()));
    return Objects.requireNonNull(all).stream().filter(wanted.test(log.table())).toList();
  }

  private static String name(TableLog log, TableFile file) {
    return log.path() + "/" + Lake.path(file);
  }

  @Override
  public void close() {
    held.clear();
    kept.clear();
  }
}
