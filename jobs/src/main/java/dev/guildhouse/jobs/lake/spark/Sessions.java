package dev.guildhouse.jobs.lake.spark;

import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.Tables;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/** Opens the Spark session with what makes small commits cheap and local commits safe. */
public final class Sessions {
  private static final Set<String> IDS = Set.of("subject_id", "message_id", "ordinal", "sequence");

  private Sessions() {}

  /**
   * A session by the configuration.
   *
   * @param scratch where Spark may spill
   */
  public static SparkSession open(Config.Spark settings, Path scratch) {
    SparkSession.Builder builder =
        SparkSession.builder().appName("guildhouse").master(settings.master());
    defaults(scratch).forEach(builder::config);
    settings.settings().forEach(builder::config);
    return builder.getOrCreate();
  }

  /** Forgets what Delta remembers of tables, which is wrong once their folders were replaced. */
  public static void forgetTables() {
    DeltaLog.clearCache();
  }

  private static Map<String, String> defaults(Path scratch) {
    String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(
        "spark.sql.extensions",
        String.join(",", "io.delta.sql.DeltaSparkSessionExtension", PlanRules.class.getName()));
    // Room for all code of a night; with the usual 100 classes each would be compiled anew.
    settings.put("spark.sql.codegen.cache.maxEntries", "3000");
    // The same code is the same class, whichever stage of a plan it is.
    settings.put("spark.sql.codegen.useIdInClassName", "false");
    settings.put(
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
    settings.put("spark.sql.catalogImplementation", "in-memory");
    settings.put("spark.sql.warehouse.dir", scratch.resolve("spark-warehouse").toString());
    settings.put("spark.local.dir", scratch.toString());
    settings.put("spark.ui.enabled", "false");
    // Every sort and every aggregation begins with a page, which would be up to 64 MiB.
    settings.put("spark.buffer.pageSize", "2m");
    // Every task's code is broadcast in a block, which would be 4 MiB for some kilobytes.
    settings.put("spark.broadcast.blockSize", "256k");
    settings.put("spark.sql.session.timeZone", "UTC");
    settings.put("spark.sql.ansi.enabled", "true");
    settings.put("spark.sql.shuffle.partitions", cores);
    // Large shuffles are cut finer, so that no task has to spill; small ones are put together
    // again.
    settings.put("spark.sql.adaptive.coalescePartitions.initialPartitionNum", "16");
    settings.put("spark.sql.leafNodeDefaultParallelism", "1");
    // Whatever is kept is named by its whole plan, of which nobody reads more than a line.
    settings.put("spark.sql.maxPlanStringLength", "1000");
    // Told to listeners of each execution and each stage of it; the usual mode numbers and prints
    // every operator of the plan, and nobody listens.
    settings.put("spark.sql.ui.explainMode", "simple");
    // A union that tells how its rows are spread saves a shuffle above it, and is wrong about it
    // once
    // OnePartition has taken the shuffles below it away.
    settings.put("spark.sql.unionOutputPartitioning", "false");
    // Files are listed by the driver: a job over a few hundred names costs more than it saves.
    settings.put("spark.sql.sources.parallelPartitionDiscovery.threshold", "100000");
    settings.put("spark.sql.sources.parallelPartitionDiscovery.parallelism", cores);
    // Jobs bring no classes of their own; with isolation every task would ask for them first.
    settings.put("spark.sql.artifact.isolation.enabled", "false");
    // As it is by default, but then Spark asks the environment for each column of each group of
    // rows.
    settings.put("spark.sql.types.framework.enabled", "false");
    settings.put("spark.sql.parquet.compression.codec", "zstd");
    // Longs; Spark's default is a form of 12 bytes that each reader and writer has to convert.
    settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    manyValued()
        .forEach(name -> settings.put("spark.hadoop.parquet.enable.dictionary#" + name, "false"));
    settings.put("spark.databricks.delta.snapshotPartitions", "1");
    // The file list of a version stays in its checksum, so that no commit rebuilds the table's
    // state.
    settings.put("spark.databricks.delta.allFilesInCrc.thresholdNumFiles", "5000");
    settings.put("spark.databricks.delta.history.metricsEnabled", "false");
    settings.put("spark.delta.logStore.file.impl", LinkLogStore.class.getName());
    settings.put("spark.hadoop.fs.file.impl", DirectLocalFileSystem.class.getName());
    settings.put(
        "spark.hadoop.fs.AbstractFileSystem.file.impl",
        DirectLocalFileSystem.Context.class.getName());
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.log.level", "WARN");
    return settings;
  }

  /**
   * Columns with a value of its own in nearly every row. For these a dictionary only costs: it is
   * tried for every file, and given up.
   */
  private static List<String> manyValued() {
    return Tables.ALL.stream()
        .flatMap(table -> table.columns().stream())
        .filter(column -> switch (column.type()) {
          case TIMESTAMP -> !column.name().equals("hour_at");
          case LONG -> column.name().endsWith("_key") || IDS.contains(column.name());
          default -> false;
        })
        .map(Column::name)
        .distinct()
        .toList();
  }
}
