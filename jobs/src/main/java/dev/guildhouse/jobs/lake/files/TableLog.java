package dev.guildhouse.jobs.lake.files;

import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.tables.TableDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.functions;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One Delta table: which files a version has, and the commit that makes the next one.
 *
 * <p>Commits go through Delta's own transaction instead of a DataFrameWriter, because the writer
 * runs Spark jobs over the log itself: 440 ms a tiny commit against 100 ms.
 */
public final class TableLog {
  /** Under which Delta remembers the highest fencing number that wrote. */
  private static final String FENCE = "guildhouse";

  private static final Map<Long, List<TableFile>> NO_FILES = Map.of(-1L, List.of());

  private final SparkSession spark;
  private final String path;
  private final TableDef table;
  private final Map<Long, List<TableFile>> filesByVersion = new HashMap<>(NO_FILES);

  public TableLog(SparkSession spark, String path, TableDef table) {
    this.spark = spark;
    this.path = path;
    this.table = table;
  }

  public TableDef table() {
    return table;
  }

  public String path() {
    return path;
  }

  /** The files of a version; version -1 is the table that does not exist yet. */
  public synchronized List<TableFile> files(long version) {
    return filesByVersion.computeIfAbsent(version, this::list);
  }

  private List<TableFile> list(long version) {
    List<AddFile> adds;
    try {
      adds = adds(snapshot(version));
    } catch (Exception unreadable) { // Delta's are Scala's, which declare none
      // Another process may have dropped the part of the log that Delta remembers here.
      DeltaLog.invalidateCache(spark, new org.apache.hadoop.fs.Path(path));
      adds = adds(snapshot(version));
    }
    return adds.stream().map(add -> TableFile.of(add, table)).toList();
  }

  private Snapshot snapshot(long version) {
    return DeltaLog.forTable(spark, path)
        .getSnapshotAt(version, Option.empty(), Option.empty(), false);
  }

  /** Forgets the file lists of versions that are gone. */
  public synchronized void keepOnly(Set<Long> versions) {
    filesByVersion.keySet().removeIf(v -> v != -1 && !versions.contains(v));
  }

  /**
   * Writes a checkpoint of a version and opens the table from it, as whoever comes without the older
   * log will.
   */
  public synchronized void checkpoint(long version) {
    List<TableFile> before = files(version);
    DeltaLog known = DeltaLog.forTable(spark, path);
    if (!known.checkpointExistsAtVersion(version)) {
      known.checkpoint(snapshot(version), Option.empty());
    }
    reopen(Set.of(version));
    boolean isWhole = DeltaLog.forTable(spark, path).checkpointExistsAtVersion(version)
        && files(version).size() == before.size();
    if (!isWhole) {
      throw WarehouseException.failed(
          "shorten the log of " + table.name(),
          "the checkpoint of version " + version + " cannot be read back",
          "Nothing was deleted. Check the disk and run again.");
    }
  }

  /** Forgets all it knows and opens some versions from what is on the disk. */
  public synchronized void reopen(Set<Long> versions) {
    forget();
    versions.forEach(this::files);
  }

  /** Forgets all it knows. */
  public synchronized void forget() {
    filesByVersion.clear();
    filesByVersion.putAll(NO_FILES);
    DeltaLog.invalidateCache(spark, new org.apache.hadoop.fs.Path(path));
  }

  /**
   * Commits a version that holds the kept files and the new rows, whatever the newest version holds:
   * what a killed run left behind is undone by it.
   *
   * @param kept files that stay; each of some version of this table
   * @param rows new rows
   * @param fence the fencing number of the writer's lease
   * @return the new version
   */
  public Commit commit(List<TableFile> kept, Dataset<Row> rows, long fence) {
    return commit(kept, transaction -> write(transaction, rows), fence);
  }

  /**
   * The same with few rows, which the driver holds.
   *
   * @param parts rows of each new file, in the order in which the commit tells of the files
   */
  public Commit commit(List<TableFile> kept, List<List<InternalRow>> parts, long fence) {
    SmallFiles files = new SmallFiles(spark);
    return commit(
        kept,
        transaction -> parts.stream()
            .map(rows -> TableFile.of(files.write(table, path, rows), table))
            .toList(),
        fence);
  }

  private synchronized Commit commit(
      List<TableFile> kept, Function<OptimisticTransaction, List<TableFile>> writing, long fence) {
    DeltaLog log = DeltaLog.forTable(spark, path);
    OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
    Snapshot head = transaction.snapshot();
    boolean isNew = head.version() < 0;
    if (isNew) {
      transaction.updateMetadata(metadata(), false);
    } else if (lastFence(head) > fence) {
      throw overtaken(fence, lastFence(head));
    }
    transaction.readWholeTable();
    List<TableFile> written = writing.apply(transaction);
    List<TableFile> wanted = Stream.concat(kept.stream(), written.stream()).toList();
    Map<String, AddFile> present = isNew
        ? Map.of()
        : adds(head).stream().collect(Collectors.toMap(AddFile::path, Function.identity()));
    Map<String, TableFile> wantedByPath =
        wanted.stream().collect(Collectors.toMap(file -> file.add().path(), Function.identity()));
    long now = System.currentTimeMillis();
    List<Action> actions = new ArrayList<>();
    present.forEach((name, add) -> {
      if (!wantedByPath.containsKey(name)) {
        actions.add(add.removeWithTimestamp(now, true));
      }
    });
    wantedByPath.forEach((name, file) -> {
      if (!present.containsKey(name)) {
        actions.add(file.add());
      }
    });
    actions.add(new SetTransaction(FENCE, fence, Option.apply((Object) now)));
    long version;
    try {
      version = transaction.commit(seq(actions), operation());
    } catch (org.apache.spark.sql.delta.DeltaConcurrentModificationException e) {
      throw WarehouseException.locked(
          "commit to " + table.name(),
          "another process wrote to it at the same time",
          "Nothing of this run is visible; run it again.");
    }
    filesByVersion.put(version, wanted);
    return new Commit(version, written);
  }

  /**
   * @param version the version it made
   * @param written the files it added
   */
  public record Commit(long version, List<TableFile> written) {
    /** How many rows it added. */
    public long rows() {
      return written.stream().mapToLong(TableFile::rows).sum();
    }
  }

  private List<TableFile> write(OptimisticTransaction transaction, Dataset<Row> rows) {
    List<TableFile> written = new ArrayList<>();
    FileChecks checks = new FileChecks(spark, table, path);
    for (FileAction action : CollectionConverters.asJava(transaction.writeFiles(sorted(rows)))) {
      TableFile file = TableFile.of((AddFile) action, table);
      if (file.rows() > 0) {
        checks.require(file);
        written.add(file);
      }
    }
    return written;
  }

  private Dataset<Row> sorted(Dataset<Row> rows) {
    Column[] order =
        table.sortedBy().stream().map(name -> functions.col(name)).toArray(Column[]::new);
    return order.length == 0 ? rows : rows.sortWithinPartitions(order);
  }

  private Metadata metadata() {
    return new Metadata(
        UUID.randomUUID().toString(),
        table.name(),
        table.grain(),
        new Format(
            "parquet",
            CollectionConverters.asScala(Map.<String, String>of())
                .toMap(scala.$less$colon$less$.MODULE$.refl())),
        Schemas.of(table).json(),
        seq(List.<String>of()),
        CollectionConverters.asScala(properties()).toMap(scala.$less$colon$less$.MODULE$.refl()),
        Option.apply((Object) System.currentTimeMillis()));
  }

  private Map<String, String> properties() {
    return Map.of(
        "delta.enableDeletionVectors", "false",
        "delta.checkpointPolicy", "classic",
        "delta.checkpointInterval", "500",
        "delta.dataSkippingStatsColumns", String.join(",", SmallFiles.statisticsColumns(table)));
  }

  private static List<AddFile> adds(Snapshot snapshot) {
    Option<VersionChecksum> checksum = snapshot.checksumOpt();
    if (checksum.isDefined() && checksum.get().allFiles().isDefined()) {
      return CollectionConverters.asJava(checksum.get().allFiles().get());
    }
    return snapshot.allFiles().collectAsList();
  }

  private static long lastFence(Snapshot snapshot) {
    Option<VersionChecksum> checksum = snapshot.checksumOpt();
    Seq<SetTransaction> known =
        checksum.isDefined() && checksum.get().setTransactions().isDefined()
            ? checksum.get().setTransactions().get()
            : snapshot.setTransactions();
    return CollectionConverters.asJava(known).stream()
        .filter(transaction -> transaction.appId().equals(FENCE))
        .mapToLong(SetTransaction::version)
        .max()
        .orElse(-1);
  }

  private WarehouseException overtaken(long mine, long newer) {
    return WarehouseException.locked(
        "commit to " + table.name(),
        "this run (fence " + mine + ") lost its lease to a newer one (fence " + newer + ")",
        "Nothing of this run is visible; the newer one goes on. Run again if need be.");
  }

  private static DeltaOperations.Operation operation() {
    return new DeltaOperations.Write(
        SaveMode.Overwrite,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static <T> Seq<T> seq(List<? extends T> items) {
    return CollectionConverters.<T>asScala((Iterable<T>) new ArrayList<T>(items))
        .toSeq();
  }
}
