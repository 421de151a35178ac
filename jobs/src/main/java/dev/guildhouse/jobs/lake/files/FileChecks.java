package dev.guildhouse.jobs.lake.files;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.tables.TableCheck;
import dev.guildhouse.schema.tables.TableDef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.SparkSession;

/**
 * Checks files that Spark has written against the contract of their table, by the statistics in their
 * footers: no row is read again, however many there are. Keys cannot be checked so; that no two rows
 * share one follows from the grouping of the job, and the night's recount proves the sums.
 */
final class FileChecks {
  private final Configuration hadoop;
  private final TableDef table;
  private final List<TableCheck> checks;
  private final String folder;

  FileChecks(SparkSession spark, TableDef table, String folder) {
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.table = table;
    this.checks = TableCheck.of(table);
    this.folder = folder;
  }

  /**
   * Passes a file for which everything holds that must and that its footer tells of.
   *
   * @throws WarehouseException with code FAILED that says what does not, and names no member
   */
  void require(TableFile file) {
    for (BlockMetaData rows : footer(file)) {
      for (ColumnChunkMetaData column : rows.getColumns()) {
        String name = column.getPath().toDotString();
        for (TableCheck check : checks) {
          if (check.columns().contains(name)) {
            require(check, name, column.getStatistics());
          }
        }
      }
    }
  }

  private void require(TableCheck check, String column, Statistics<?> known) {
    switch (check.kind()) {
      case KNOWN -> {
        if (known.isNumNullsSet() && known.getNumNulls() > 0) {
          throw RowChecks.refused(table, RowChecks.unknown(column));
        }
      }
      case NOT_NEGATIVE -> {
        if (known instanceof LongStatistics sums && sums.hasNonNullValue() && sums.getMin() < 0) {
          throw RowChecks.refused(table, RowChecks.negative(column, sums.getMin()));
        }
      }
      // A footer tells nothing of two rows, nor of two columns of one row.
      case UNIQUE, IN_TIME -> {}
    }
  }

  private List<BlockMetaData> footer(TableFile file) {
    Path path = new Path(folder, file.path());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, hadoop))) {
      return reader.getFooter().getBlocks();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the footer of " + path, e);
    }
  }
}
