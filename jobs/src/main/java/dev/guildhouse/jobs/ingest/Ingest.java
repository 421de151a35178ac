package dev.guildhouse.jobs.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.landing.LandingReader;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.home.StopPoint;
import dev.guildhouse.schema.time.Snowflake;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Takes landing files into {@code events}, each event once. Repeats are looked for among four longs;
 * only the few rows that repeat are ever compared whole, so that the wide rows go straight from file
 * to file.
 */
public final class Ingest {
  private static final String[] KEY = RawEvents.TABLE.key().toArray(String[]::new);

  private final LandingReader landing;

  public Ingest(LandingReader landing) {
    this.landing = landing;
  }

  /**
   * What came of it.
   *
   * @param files landing files taken in
   * @param quarantined files that nobody could read, with the reason
   * @param waiting files of a newer contract, left where they are
   * @param received events in the files
   * @param repeated events that were known already
   * @param late events of sealed months, which were dropped
   * @param touched the new events by kind and day
   */
  public record Result(
      int files,
      Map<String, String> quarantined,
      List<String> waiting,
      long received,
      long repeated,
      long late,
      List<Touched> touched) {
    public long taken() {
      return received - repeated;
    }
  }

  /** Takes in every landing file that the ledger does not know. */
  public Result run(LakeWriter writer) {
    LandingReader.Batch batch = landing.batch(writer.ledger().landed());
    writer.ledger(ledger -> ledger.landed(batch.present(), writer.today()));
    if (batch.files().isEmpty()) {
      return new Result(0, batch.quarantined(), batch.waiting(), 0, 0, 0, List.of());
    }
    writer.workload(batch.bytes());
    Dataset<Row> raw = writer.gathered(withDays(batch.rows()));
    List<Touched> all = touched(raw);
    List<Touched> late = writer.ledger().sealed().isEmpty()
        ? List.of()
        : all.stream()
            .filter(t -> writer.ledger().sealed().holds(t.guild(), t.month()))
            .toList();
    List<Touched> received = all.stream().filter(t -> !late.contains(t)).toList();
    raw = withoutLate(writer, raw, late);
    StopPoint.reached("ingest.read");
    Dataset<Row> keys = raw.select(columns(KEY));
    Dataset<Row> known = writer.keep(known(writer, keys, received));
    Dataset<Row> repeated = writer.keep(keys.groupBy(columns(KEY))
        .agg(count(lit(1)).as("copies"))
        .where(col("copies").gt(1))
        .select(columns(KEY)));
    try {
      boolean hasKnown = !known.isEmpty();
      boolean hasRepeated = !repeated.isEmpty();
      Dataset<Row> fresh = raw;
      List<Touched> touched = received;
      if (hasKnown) {
        fresh = fresh.join(known, KEY, "left_anti");
        touched = touched(fresh);
      }
      if (hasRepeated) {
        fresh = fresh
            .join(repeated, KEY, "left_anti")
            .unionByName(firstCopies(fresh.join(repeated, KEY, "left_semi")));
      }
      Slice countedOn = months(touched);
      long written = touched.isEmpty()
          ? 0
          : writer.append(
              RawEvents.TABLE,
              countedOn,
              fresh.select(columns(RawEvents.TABLE.columnNames().toArray(String[]::new))));
      StopPoint.reached("ingest.written");
      NavigableSet<Long> guilds = new TreeSet<>();
      touched.forEach(t -> guilds.add(t.guild()));
      writer.ledger(ledger -> ledger.knowing(guilds));
      YearMonth past = YearMonth.from(writer.today()).minusMonths(1);
      touched.stream()
          .filter(t -> t.month().isBefore(past))
          .forEach(t -> writer.ledger(l -> l.arrived(t.guild(), t.month(), writer.today())));
      long open = events(received);
      return new Result(
          batch.files().size(),
          batch.quarantined(),
          batch.waiting(),
          open,
          open - written,
          events(late),
          touched);
    } finally {
      known.unpersist();
      repeated.unpersist();
    }
  }

  /** Counts events of sealed months and leaves them out; their files need not wait to be deleted. */
  private static Dataset<Row> withoutLate(LakeWriter writer, Dataset<Row> raw, List<Touched> late) {
    if (late.isEmpty()) {
      return raw;
    }
    Map<Integer, NavigableSet<Long>> guildsByMonth = new TreeMap<>();
    for (Touched some : late) {
      writer.ledger(
          ledger -> ledger.late(some.guild(), some.month(), some.events(), writer.today()));
      guildsByMonth.computeIfAbsent(some.keyMonth(), month -> new TreeSet<>()).add(some.guild());
    }
    Dataset<Row> open = raw;
    for (Map.Entry<Integer, NavigableSet<Long>> sealed : guildsByMonth.entrySet()) {
      open = open.where(functions.not(col("key_month")
          .equalTo(sealed.getKey())
          .and(col("guild_id").isin(sealed.getValue().toArray()))));
    }
    return open;
  }

  private static long events(List<Touched> touched) {
    return touched.stream().mapToLong(Touched::events).sum();
  }

  /**
   * What landing files that were not taken in yet hold by kind and day, repeats included; nothing is
   * moved or written.
   */
  public List<Touched> preview(Ledger ledger) {
    LandingReader.Batch batch = landing.preview(ledger.landed());
    return batch.files().isEmpty() ? List.of() : touched(withDays(batch.rows()));
  }

  /** Adds the days that are derived from ids and instants. */
  static Dataset<Row> withDays(Dataset<Row> raw) {
    List<Integer> ofMessages = new ArrayList<>();
    List<Integer> ofThreads = new ArrayList<>();
    for (EventType type : EventType.values()) {
      switch (type.subject()) {
        case MESSAGE -> ofMessages.add(type.code());
        case THREAD -> ofThreads.add(type.code());
        case MOMENT -> {}
      }
    }
    Column subjectDate = when(
            col("event_type").isin(ofMessages.toArray()), snowflakeDate("message_id"))
        .when(col("event_type").isin(ofThreads.toArray()), snowflakeDate("thread_id"))
        .otherwise(to_date(col("event_at")));
    return raw.withColumn(RawEvents.SUBJECT_DATE.name(), subjectDate)
        .withColumn(RawEvents.EVENT_DATE.name(), to_date(col("event_at")));
  }

  private static Column snowflakeDate(String id) {
    return expr(String.format(
        Locale.ROOT,
        "date_from_unix_date(cast(((%s >> %d) + %dL) div 86400000L as int))",
        id,
        Snowflake.TIME_SHIFT,
        Snowflake.DISCORD_EPOCH_MILLIS));
  }

  /** Of copies of one event, the one received first. */
  static Dataset<Row> firstCopies(Dataset<Row> copies) {
    return copies
        .withColumn(
            "_copy",
            row_number()
                .over(Window.partitionBy(columns(KEY))
                    .orderBy("received_at", "session_started_at", "sequence", "source")))
        .where(col("_copy").equalTo(1))
        .drop("_copy");
  }

  private static Dataset<Row> known(LakeWriter writer, Dataset<Row> keys, List<Touched> received) {
    NavigableMap<LocalDate, NavigableSet<Long>> guildsByDay = new TreeMap<>();
    received.forEach(
        t -> guildsByDay.computeIfAbsent(t.subjectDate(), d -> new TreeSet<>()).add(t.guild()));
    Slice slice = new Slice(guildsByDay);
    boolean isAnythingThere =
        !slice.isEmpty() && !writer.days(RawEvents.TABLE, slice.range()).isEmpty();
    Dataset<Row> present =
        writer.folded(RawEvents.TABLE, isAnythingThere ? slice : Slice.EMPTY).select(columns(KEY));
    return isAnythingThere ? present.join(keys, KEY, "left_semi") : present;
  }

  private static List<Touched> touched(Dataset<Row> events) {
    Column second = unix_seconds(col("event_at")).mod(86_400L);
    List<Touched> touched = new ArrayList<>();
    for (Row row : events
        .groupBy("guild_id", "event_type", "subject_date", "key_month")
        .agg(
            count(lit(1)).as("events"),
            min(second).as("first_second"),
            max(second).as("last_second"))
        .collectAsList()) {
      EventType.ofCode(row.getInt(1))
          .ifPresent(type -> touched.add(new Touched(
              row.getLong(0),
              type,
              row.getDate(2).toLocalDate(),
              row.getInt(3),
              row.getLong(4),
              row.getLong(5),
              row.getLong(6))));
    }
    return touched;
  }

  /** The first day of every month that has events, with its guilds. */
  private static Slice months(List<Touched> touched) {
    Map<LocalDate, NavigableSet<Long>> guildsByMonth = new HashMap<>();
    touched.forEach(t ->
        guildsByMonth.computeIfAbsent(t.month().atDay(1), d -> new TreeSet<>()).add(t.guild()));
    return new Slice(new TreeMap<>(guildsByMonth));
  }

  private static Column[] columns(String... names) {
    Column[] columns = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      columns[i] = col(names[i]);
    }
    return columns;
  }
}
