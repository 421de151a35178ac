package dev.guildhouse.jobs.lake;

import dev.guildhouse.jobs.lake.files.TableFile;
import dev.guildhouse.jobs.lake.files.TableLog;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.release.Release;
import dev.guildhouse.jobs.lake.release.WriterLease;
import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.lake.spark.Workload;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.CallSite;

/**
 * Writes tables beside the current release and then publishes the next one. It reads its own
 * writes. Several threads may write different tables at once.
 *
 * <p>Every commit builds on the version that the release names, so whatever a killed run left in a
 * table is undone by the next commit to it.
 */
public final class LakeWriter implements TableReader, AutoCloseable {
  private final Lake lake;
  private final Release base;
  private final WriterLease lease;
  private final long run;
  private final Map<String, Long> versions;
  private final ReadCache cache;
  private Ledger ledger;
  private final Queue<Dataset<Row>> kept = new ConcurrentLinkedQueue<>();
  private Workload workload = Workload.LARGE;
  private volatile FewEvents fewEvents;

  LakeWriter(Lake lake, Release base, WriterLease lease, long run) {
    this.lake = lake;
    this.base = base;
    this.lease = lease;
    this.run = run;
    this.versions = new ConcurrentSkipListMap<>(base.tables());
    this.ledger = base.ledger();
    this.cache = new ReadCache(lake);
    this.fewEvents = nothingHeld();
  }

  public synchronized Ledger ledger() {
    return ledger;
  }

  /** The number of the run that writes. */
  public long run() {
    return run;
  }

  /** The time, for rows that say when they were made. */
  public Instant now() {
    return lake.clock().instant();
  }

  /** Changes the ledger that goes with the next release. */
  public synchronized void ledger(UnaryOperator<Ledger> change) {
    ledger = change.apply(ledger);
  }

  /** Settles how Spark goes about so many bytes of files. */
  public void workload(long bytes) {
    workload(lake.limits().workload(bytes));
  }

  /** Settles how much there is to do, which decides how Spark goes about it. */
  public void workload(Workload size) {
    workload = size;
    cache.workload(size);
    size.settle(lake.spark());
  }

  /** Names what the calling thread does next, for Spark's page. */
  public void describe(String doing) {
    SparkContext spark = lake.spark().sparkContext();
    spark.setJobDescription(doing);
    // Or else Spark looks through a stack trace at each step of a plan to find the line that asked.
    String site = workload == Workload.SMALL ? doing : null;
    spark.setLocalProperty(CallSite.SHORT_FORM(), site);
    spark.setLocalProperty(CallSite.LONG_FORM(), site);
  }

  /** The bytes of the files of a table that may hold rows folded within a range. */
  public long bytes(TableDef table, DayRange range) {
    return lake.bytes(table, versions, range);
  }

  @Override
  public Dataset<Row> table(TableDef table, DayRange countedOn) {
    return lake.counted(table, versions, countedOn, cache);
  }

  @Override
  public Dataset<Row> folded(TableDef table, Slice slice) {
    return lake.folded(table, versions, slice, cache);
  }

  @Override
  public Dataset<Row> counted(TableDef table, Slice slice) {
    return lake.counted(table, versions, slice.range(), new Wanted.CountedOn(slice), cache);
  }

  @Override
  public Dataset<Row> events(Slice slice, Set<EventType> types) {
    Optional<Dataset<Row>> few =
        workload == Workload.SMALL ? Optional.empty() : fewEvents.of(slice, types);
    return few.orElseGet(() ->
        lake.folded(RawEvents.TABLE, versions, slice, new Wanted.Events(slice, types), cache));
  }

  private FewEvents nothingHeld() {
    return new FewEvents(lake, days -> folded(RawEvents.TABLE, Slice.of(ledger().guilds(), days)));
  }

  /** Reads the release that this started from. */
  public TableReader before() {
    return lake.reader(base, cache);
  }

  /**
   * The same rows, computed at most once however often they are read: in the driver when the run or
   * all that they are made of is small, by Spark's executors when it is not. They are let go of when
   * this is closed, or before by whoever unpersists them.
   */
  public Dataset<Row> keep(Dataset<Row> rows) {
    if (workload == Workload.SMALL) {
      return gathered(rows);
    }
    return LocalRows.isLocal(rows) ? few(rows) : persisted(rows);
  }

  /**
   * A small run puts them into the plan as they are. A large one holds them in the driver, unless they
   * turn out not to be few.
   */
  @Override
  public Dataset<Row> few(Dataset<Row> rows) {
    if (workload == Workload.SMALL) {
      return rows;
    }
    int most = lake.limits().fewRows();
    List<InternalRow> some = LocalRows.collect(lake.settled(rows.limit(most + 1)));
    return some.size() <= most ? local(rows, some) : persisted(rows);
  }

  private Dataset<Row> persisted(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
  }

  private Dataset<Row> local(Dataset<Row> rows, List<InternalRow> held) {
    return LocalRows.dataset(lake.spark(), rows.schema(), held);
  }

  /** The same rows, of which a small run has computed and holds all. */
  public Dataset<Row> gathered(Dataset<Row> rows) {
    return workload == Workload.LARGE ? rows : local(rows, LocalRows.collect(rows));
  }

  /** Forgets what it kept in memory. */
  @Override
  public void close() {
    kept.forEach(rows -> rows.unpersist());
    cache.close();
    fewEvents = nothingHeld();
  }

  @Override
  public Dataset<Row> table(TableDef table) {
    return lake.read(table, versions, month -> true, file -> true, new Wanted.Everything(), cache);
  }

  @Override
  public SealedMonths sealed() {
    return ledger().sealed();
  }

  @Override
  public long release() {
    return base.number();
  }

  /**
   * Replaces whole (guild, day)s of a table by the column that it is folded by.
   *
   * @param rows all rows of the slice, and no others, with the columns of the contract
   * @return how many rows were written
   */
  public long replace(TableDef table, Slice slice, Dataset<Row> rows) {
    if (slice.isEmpty()) {
      return 0;
    }
    lease.check();
    return slices().replace(table, slice, rows);
  }

  /** Adds rows to a table that is cut by month; they are known to be new. */
  public long append(TableDef table, Slice countedOn, Dataset<Row> rows) {
    lease.check();
    return slices().append(table, countedOn, rows);
  }

  private SliceWriter slices() {
    return new SliceWriter(this, lake::modeOf);
  }

  /** The days of a range on which a table has rows folded, as far as its files tell. */
  public NavigableSet<LocalDate> days(TableDef table, DayRange range) {
    return lake.days(table, versions, range);
  }

  /** Makes everything written the current release. */
  public synchronized Release publish() {
    lease.check();
    StopPoint.reached("release.before-publish");
    Release next = new Release(
        base.number() + 1, lake.clock().instant(), run, new TreeMap<>(versions), ledger);
    lake.releases().publish(next);
    StopPoint.reached("release.published");
    return next;
  }

  /** The UTC day that it is. */
  public LocalDate today() {
    return LocalDate.ofInstant(lake.clock().instant(), ZoneOffset.UTC);
  }

  /** Whether anything differs from the release that this started from. */
  public synchronized boolean isChanged() {
    return !versions.equals(base.tables()) || !ledger.equals(base.ledger());
  }

  /** The paths of all tables that there are, as far as this has written. */
  NavigableSet<String> paths() {
    return new TreeSet<>(versions.keySet());
  }

  /** Leaves a table out of the next release. */
  void unname(String path) {
    lease.check();
    versions.remove(path);
  }

  List<TableFile> files(String path) {
    return lake.log(path).files(versions.getOrDefault(path, -1L));
  }

  /**
   * Commits a version of a table with new rows beside the files that stay and what survives of others.
   *
   * @param kept files that stay as they are
   * @param mixed files of which some rows stay
   * @param survivors which rows those are
   */
  long commit(
      String path,
      List<TableFile> kept,
      Dataset<Row> rows,
      List<TableFile> mixed,
      Wanted survivors) {
    MergingCommit commit = new MergingCommit(lake, cache, log(path), files(path), kept);
    commit.write(rows, mixed, survivors, workload, lease.fence());
    return committed(path, commit.version(), commit.added());
  }

  /** Commits a version of a table with any number of new rows beside the files that stay. */
  long commit(String path, List<TableFile> kept, Dataset<Row> rows) {
    TableLog.Commit commit = log(path).commit(kept, rows, lease.fence());
    return committed(path, commit.version(), commit.rows());
  }

  private TableLog log(String path) {
    TableLog log = lake.log(path);
    if (!versions.containsKey(path)) {
      // Another process may have swept the table that this one remembers.
      log.forget();
    }
    return log;
  }

  private long committed(String path, long version, long rows) {
    StopPoint.reached("commit." + lake.log(path).table().name());
    versions.put(path, version);
    if (path.endsWith("/" + RawEvents.TABLE.name())) {
      fewEvents = nothingHeld();
    }
    return rows;
  }
}
