package dev.guildhouse.jobs.lake;

import org.apache.spark.sql.SparkSession;

/** How much a run has to do, and how Spark goes about it. */
public enum Workload {
  /**
   * Some thousand rows: compiling code for them, planning in stages and sharing work among tasks
   * would cost more than the work itself.
   */
  SMALL("false", "NO_CODEGEN", "1", "-1"),
  LARGE("true", "FALLBACK", "", "64m");

  /**
   * Up to so many bytes of files a run is small, and its driver may hold their rows: some 80,000
   * rows. Nights of 20,000 events cost half in this way, nights of 100,000 a quarter more.
   */
  public static final long SMALL_BYTES = 3L << 20;

  private final String isCompiled;
  private final String factoryMode;
  private final String partitions;
  private final String broadcastBytes;

  Workload(String isCompiled, String factoryMode, String partitions, String broadcastBytes) {
    this.isCompiled = isCompiled;
    this.factoryMode = factoryMode;
    this.partitions = partitions;
    this.broadcastBytes = broadcastBytes;
  }

  public static Workload of(long bytes) {
    return bytes <= SMALL_BYTES ? SMALL : LARGE;
  }

  void settle(SparkSession spark) {
    int cores = spark.sparkContext().defaultParallelism();
    spark.conf().set("spark.sql.codegen.wholeStage", isCompiled);
    spark.conf().set("spark.sql.codegen.factoryMode", factoryMode);
    spark.conf().set("spark.sql.parquet.enableVectorizedReader", isCompiled);
    spark.conf().set("spark.sql.adaptive.enabled", isCompiled);
    spark.conf().set("spark.sql.autoBroadcastJoinThreshold", broadcastBytes);
    // Rows that are all in one partition join without being sent round first.
    spark.conf().set("spark.sql.optimizer.disableHints", this == SMALL);
    spark
        .conf()
        .set(
            "spark.sql.shuffle.partitions",
            partitions.isEmpty() ? Integer.toString(cores) : partitions);
  }
}
