package dev.guildhouse.jobs.lake;

import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps small files in memory while a run lasts: opening a file costs more than reading a few
 * thousand rows, and a dozen jobs read the same ones.
 */
final class ReadCache implements Lake.Reading, AutoCloseable {
  private static final long MOST_BYTES = 32L << 20;

  private final Lake lake;
  private final Map<List<String>, Dataset<Row>> kept = new ConcurrentHashMap<>();

  ReadCache(Lake lake) {
    this.lake = lake;
  }

  @Override
  public Dataset<Row> read(TableDef table, Map<TableLog, List<TableFile>> files) {
    return files.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> read(table, entry.getKey(), entry.getValue()))
        .reduce(Dataset::union)
        .orElseGet(() -> lake.read(table, Map.of()));
  }

  private Dataset<Row> read(TableDef table, TableLog log, List<TableFile> files) {
    if (files.stream().mapToLong(TableFile::bytes).sum() > MOST_BYTES) {
      return lake.read(table, Map.of(log, files));
    }
    List<String> names =
        files.stream().map(file -> log.path() + file.add().path()).toList();
    return Objects.requireNonNull(kept.computeIfAbsent(
        names, n -> lake.read(table, Map.of(log, files)).persist()));
  }

  @Override
  public void close() {
    kept.values().forEach(Dataset::unpersist);
    kept.clear();
  }
}
