package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.files.TableFile;
import dev.guildhouse.jobs.lake.files.TableLog;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.release.ReaderLease;
import dev.guildhouse.jobs.lake.release.ReaderLeases;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.jobs.lake.release.TablePaths;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.lake.spark.DriverLimits;
import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.jobs.lake.spark.Workload;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.DayRange;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a warehouse. Everybody reads through a release; whoever holds the writer's lease
 * writes through a {@link LakeWriter}, whose work nobody sees until it publishes the next one.
 */
public final class Lake {
  private final SparkSession spark;
  private final Path warehouse;
  private final ReleaseStore releases;
  private final ReaderLeases readers;
  private final LongFunction<PrivacyMode> modeOfGuild;
  private final InstantSource clock;
  private final Map<String, TableLog> logs = new ConcurrentHashMap<>();
  private final DriverLimits limits;
  private @Nullable SparkSession driver;

  /**
   * @param warehouse the folder of the warehouse
   * @param modeOfGuild the privacy mode of each guild, which decides where its rows lie
   * @param clock tells when a release was published
   */
  public Lake(
      SparkSession spark,
      Path warehouse,
      LongFunction<PrivacyMode> modeOfGuild,
      InstantSource clock) {
    this.spark = spark;
    this.warehouse = warehouse;
    this.releases = new ReleaseStore(warehouse);
    this.readers = new ReaderLeases(warehouse, clock);
    this.modeOfGuild = modeOfGuild;
    this.clock = clock;
    this.limits = DriverLimits.of(spark);
  }

  DriverLimits limits() {
    return limits;
  }

  public SparkSession spark() {
    return spark;
  }

  public ReleaseStore releases() {
    return releases;
  }

  /**
   * Opens the current release; its files stay until it is closed, whatever is published meanwhile.
   *
   * @param doing what for, to complete "… is read by"
   */
  public HeldRelease open(String doing) {
    while (true) {
      Release release = releases.current();
      ReaderLease lease = readers.take(release.number(), doing);
      if (release.number() == 0 || releases.isThere(release.number())) {
        return new HeldRelease(lease, reader(release, this::read), release.tables());
      }
      lease.close();
    }
  }

  /**
   * Lets Spark go about questions as befits the events of the newest two months, until a run says
   * otherwise: where a guild is small, compiling code for a question takes longer than answering it.
   */
  public void settle() {
    Release release = releases.current();
    NavigableSet<YearMonth> months = release.openMonths();
    long bytes = months.isEmpty()
        ? 0
        : bytes(
            RawEvents.TABLE,
            release.tables(),
            new DayRange(
                months.last().minusMonths(1).atDay(1),
                months.last().plusMonths(1).atDay(1)));
    if (limits.workload(bytes) == Workload.SMALL) {
      Workload.SMALL.settle(spark);
    }
  }

  /**
   * The same rows, computed as befits them: those that are made of nothing but rows that the driver
   * holds are few, whatever else the run has to do.
   */
  Dataset<Row> settled(Dataset<Row> rows) {
    return LocalRows.isLocal(rows) ? LocalRows.in(driver(), rows) : rows;
  }

  /** A session with the settings of a small run. */
  private synchronized SparkSession driver() {
    if (driver == null) {
      driver = spark.newSession();
      Workload.SMALL.settle(driver);
    }
    return driver;
  }

  /** The bytes of the files of a table that may hold rows folded within a range. */
  long bytes(TableDef table, Map<String, Long> versions, DayRange range) {
    return versions.entrySet().stream()
        .filter(entry -> TablePaths.mayHoldFolded(table, entry.getKey(), range))
        .flatMap(entry -> log(entry.getKey()).files(entry.getValue()).stream())
        .filter(file -> file.mayBeFoldedIn(range))
        .mapToLong(TableFile::bytes)
        .sum();
  }

  /** Reads the current release as long as no later one is swept; for whoever lets nobody write. */
  public TableReader reader() {
    return reader(releases.current(), this::read);
  }

  TableReader reader(Release release, Reading reading) {
    return new ReleaseReader(release, reading);
  }

  /**
   * Starts to write on top of the current release.
   *
   * @param lease the writer's lease
   * @param run the number of the run
   */
  public LakeWriter writer(WriterLease lease, long run) {
    return new LakeWriter(this, releases.current(), lease, run);
  }

  /** The days of a range on which a table has rows folded, as far as its files tell. */
  public NavigableSet<LocalDate> days(TableDef table, DayRange range) {
    try (HeldRelease held = open("plan")) {
      return days(table, held.versions(), range);
    }
  }

  NavigableSet<LocalDate> days(TableDef table, Map<String, Long> versions, DayRange range) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    versions.forEach((path, version) -> {
      if (TablePaths.mayHoldFolded(table, path, range)) {
        for (TableFile file : log(path).files(version)) {
          if (file.folded() != null) {
            file.folded().days().stream().filter(range::contains).forEach(days::add);
          }
        }
      }
    });
    return days;
  }

  /** The guilds that have rows of a month in a table that bears keys. */
  public NavigableSet<Long> guilds(TableDef table, YearMonth month) {
    NavigableSet<Long> guilds = new TreeSet<>();
    read(table, openTables(), month::equals, file -> true, new Wanted.Everything(), this::read)
        .select("guild_id")
        .distinct()
        .collectAsList()
        .forEach(row -> guilds.add(row.getLong(0)));
    return guilds;
  }

  /** The rows of some guilds in all months of a table that bear keys; for who holds the lease. */
  public Dataset<Row> open(TableDef table, NavigableSet<Long> guilds) {
    return read(
            table, openTables(), month -> true, file -> true, new Wanted.Everything(), this::read)
        .where(functions.col("guild_id").isin(guilds.toArray()));
  }

  private Map<String, Long> openTables() {
    Map<String, Long> open = new TreeMap<>(releases.current().tables());
    open.keySet().removeIf(TablePaths::isSealed);
    return open;
  }

  PrivacyMode modeOf(long guild) {
    return modeOfGuild.apply(guild);
  }

  ReaderLeases readers() {
    return readers;
  }

  Path warehouse() {
    return warehouse;
  }

  /** Forgets a table whose folder is gone. */
  void forget(String path) {
    TableLog log = logs.remove(path);
    if (log != null) {
      log.forget();
    }
  }

  InstantSource clock() {
    return clock;
  }

  TableLog log(String path) {
    return logs.computeIfAbsent(path, p -> {
      String name = p.substring(p.lastIndexOf('/') + 1);
      return new TableLog(spark, warehouse.resolve(p).toString(), Tables.named(name));
    });
  }

  /** How files become rows. */
  @FunctionalInterface
  interface Reading {
    Dataset<Row> read(TableDef table, Map<TableLog, List<TableFile>> files, Wanted wanted);
  }

  Dataset<Row> read(TableDef table, Map<TableLog, List<TableFile>> files, Wanted wanted) {
    return read(table, files).where(wanted.condition(table));
  }

  /**
   * Reads files of one table as Parquet: those of all months in one scan, as a plan with one for each
   * would be repeated wherever the rows are used, and described to listeners at each stage.
   */
  Dataset<Row> read(TableDef table, Map<TableLog, List<TableFile>> files) {
    String[] paths = files.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream().map(file -> entry.getKey().path() + "/" + file.path()))
        .toArray(String[]::new);
    if (paths.length == 0) {
      return spark.createDataFrame(List.of(), Schemas.of(table));
    }
    Column[] columns = table.columnNames().stream().map(functions::col).toArray(Column[]::new);
    return spark.read().schema(Schemas.of(table)).parquet(paths).select(columns);
  }

  /** The rows of a table at given versions, from those files that pass. */
  Dataset<Row> read(
      TableDef table,
      Map<String, Long> versions,
      Predicate<YearMonth> isWanted,
      Predicate<TableFile> mayMatch,
      Wanted wanted,
      Reading reading) {
    Map<TableLog, List<TableFile>> files = new LinkedHashMap<>();
    versions.forEach((path, version) -> {
      if (TablePaths.isOf(table, path)
          && TablePaths.month(table, path).map(isWanted::test).orElse(true)) {
        TableLog log = log(path);
        files.put(log, log.files(version).stream().filter(mayMatch).toList());
      }
    });
    return reading.read(table, files, wanted);
  }

  Dataset<Row> counted(TableDef table, Map<String, Long> versions, DayRange days, Reading reading) {
    return counted(table, versions, days, new Wanted.CountedIn(days), reading);
  }

  /**
   * @param wanted which rows of the days
   */
  Dataset<Row> counted(
      TableDef table, Map<String, Long> versions, DayRange days, Wanted wanted, Reading reading) {
    return read(
        table,
        versions,
        month -> overlaps(month, days),
        file -> file.mayCountIn(days),
        wanted,
        reading);
  }

  Dataset<Row> folded(TableDef table, Map<String, Long> versions, Slice slice, Reading reading) {
    return folded(table, versions, slice, new Wanted.FoldedOn(slice), reading);
  }

  /**
   * @param wanted which rows of the slice
   */
  Dataset<Row> folded(
      TableDef table, Map<String, Long> versions, Slice slice, Wanted wanted, Reading reading) {
    if (slice.isEmpty()) {
      return spark.createDataFrame(List.of(), Schemas.of(table));
    }
    YearMonth first = YearMonth.from(slice.days().first());
    return read(
        table,
        versions,
        month -> !month.isBefore(first),
        file -> file.mayBeFoldedIn(slice.range()),
        wanted,
        reading);
  }

  private static boolean overlaps(YearMonth month, DayRange days) {
    return !month.isBefore(YearMonth.from(days.from()))
        && !month.isAfter(YearMonth.from(days.to().minusDays(1)));
  }

  private final class ReleaseReader implements TableReader {
    private final Release release;
    private final Reading reading;

    ReleaseReader(Release release, Reading reading) {
      this.release = release;
      this.reading = reading;
    }

    @Override
    public Dataset<Row> table(TableDef table, DayRange countedOn) {
      return Lake.this.counted(table, release.tables(), countedOn, reading);
    }

    @Override
    public Dataset<Row> folded(TableDef table, Slice slice) {
      return Lake.this.folded(table, release.tables(), slice, reading);
    }

    @Override
    public Dataset<Row> table(TableDef table) {
      return read(
          table, release.tables(), month -> true, file -> true, new Wanted.Everything(), reading);
    }

    @Override
    public SealedMonths sealed() {
      return release.ledger().sealed();
    }

    @Override
    public long release() {
      return release.number();
    }
  }
}
