package dev.guildhouse.jobs.lake.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.tables.TableDef;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.execution.datasources.FileFormat$;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Small Parquet files, read and written where they are needed: a Spark job for each would cost many
 * times what it does. The files are the same, as the same classes of Spark write them.
 */
public final class SmallFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final Map<StructType, Function1<PartitionedFile, Iterator<InternalRow>>> readers =
      new ConcurrentHashMap<>();

  public SmallFiles(org.apache.spark.sql.SparkSession spark) {
    this.spark = (SparkSession) spark;
  }

  /** All rows of a file. */
  public List<InternalRow> read(StructType schema, Path path, long bytes) {
    PartitionedFile file = new PartitionedFile(
        InternalRow.empty(),
        SparkPath.fromPath(path),
        0,
        bytes,
        new String[0],
        0,
        bytes,
        Map$.MODULE$.empty());
    UnsafeProjection copy = UnsafeProjection.create(schema);
    List<InternalRow> rows = new ArrayList<>();
    Iterator<InternalRow> all = readers.computeIfAbsent(schema, this::reader).apply(file);
    while (all.hasNext()) {
      InternalRow row = all.next();
      rows.add((row instanceof UnsafeRow unsafe ? unsafe : copy.apply(row)).copy());
    }
    return rows;
  }

  private Function1<PartitionedFile, Iterator<InternalRow>> reader(StructType schema) {
    return new ParquetFileFormat()
        .buildReaderWithPartitionValues(
            spark,
            schema,
            new StructType(),
            schema,
            CollectionConverters.asScala(List.<Filter>of()).toSeq(),
            options(Map.of(FileFormat$.MODULE$.OPTION_RETURNING_BATCH(), "false")),
            new Configuration(spark.sessionState().newHadoopConf()));
  }

  /**
   * Writes rows to a new file in the folder of a table.
   *
   * @return what a commit says of it
   */
  AddFile write(TableDef table, String folder, List<InternalRow> rows) {
    StructType schema = Schemas.of(table);
    String name = "part-00000-" + UUID.randomUUID() + "-c000.zstd.parquet";
    Path path = new Path(folder, name);
    requireWhole(table, schema, rows);
    try {
      Job job = Job.getInstance(spark.sessionState().newHadoopConf());
      OutputWriterFactory factory =
          new ParquetFileFormat().prepareWrite(spark, job, options(Map.of()), schema);
      OutputWriter writer = factory.newInstance(
          path.toString(),
          schema,
          new TaskAttemptContextImpl(job.getConfiguration(), new TaskAttemptID()));
      rows.forEach(writer::write);
      writer.close();
      FileStatus written = path.getFileSystem(job.getConfiguration()).getFileStatus(path);
      return new AddFile(
          name,
          Map$.MODULE$.empty(),
          written.getLen(),
          written.getModificationTime(),
          true,
          statistics(table, schema, rows),
          null,
          null,
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "write to " + table.name(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Nothing of this run is visible. Mend the disk and run it again.",
          e);
    }
  }

  private static void requireWhole(TableDef table, StructType schema, List<InternalRow> rows) {
    for (int at = 0; at < schema.size(); at++) {
      int column = at;
      if (!schema.fields()[at].nullable() && rows.stream().anyMatch(row -> row.isNullAt(column))) {
        throw new IllegalStateException(
            "no value in " + table.name() + "." + schema.fields()[at].name());
      }
    }
  }

  /** How many rows there are, and the range of the guild and the days, in Delta's own words. */
  private static String statistics(TableDef table, StructType schema, List<InternalRow> rows) {
    ObjectNode all = JSON.createObjectNode().put("numRecords", rows.size());
    ObjectNode first = all.putObject("minValues");
    ObjectNode last = all.putObject("maxValues");
    ObjectNode nulls = all.putObject("nullCount");
    statisticsColumns(table).forEach(column -> {
      int at = schema.fieldIndex(column);
      boolean isDay = schema.apply(at).dataType() instanceof DateType;
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (InternalRow row : rows) {
        long value = isDay ? row.getInt(at) : row.getLong(at);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      if (isDay) {
        first.put(column, LocalDate.ofEpochDay(least).toString());
        last.put(column, LocalDate.ofEpochDay(most).toString());
      } else {
        first.put(column, least);
        last.put(column, most);
      }
      nulls.put(column, 0);
    });
    return all.toString();
  }

  /** Statistics are kept only of guild and days: a key among them would outlive its rows. */
  static List<String> statisticsColumns(TableDef table) {
    return Stream.of("guild_id", table.foldedBy(), table.countedBy()).distinct().toList();
  }

  private static scala.collection.immutable.Map<String, String> options(
      Map<String, String> options) {
    return CollectionConverters.asScala(options).toMap(scala.$less$colon$less$.MODULE$.refl());
  }
}
