package dev.guildhouse.jobs.verify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.SealedMonths;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.LocalRows;
import dev.guildhouse.jobs.verify.VoiceRecount.Carried;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Counts the (guild, day)s of a slice from raw events. Of the tables it reads nothing but events, and
 * who was in voice at the midnight before.
 */
final class Recount {
  /** More events than this are walked by the executors. */
  static final int FEW_EVENTS = 20_000;

  /** About as many as are sorted at once. Of messages no more than one is held, of all else a part. */
  private static final int EVENTS_OF_A_PART = 500_000;

  private static final Set<EventType> OTHERS = others();

  private final TableReader tables;
  private final Config config;

  Recount(TableReader tables, Config config) {
    this.tables = tables;
    this.config = config;
  }

  private static Set<EventType> others() {
    Set<EventType> types = EnumSet.copyOf(MessageRecount.TYPES);
    types.addAll(MemberRecount.TYPES);
    return types;
  }

  /** All counts that fall on the slice. */
  DirectCounts of(Slice slice) {
    DirectCounts counts = voice(slice);
    counts.add(others(slice));
    // Of the older messages and the evening before, only a part was read.
    counts.keepOnly(slice::contains);
    Map<Long, RecountRules> rules = rules(slice);
    counts.leaveOut(
        (guild, channel) -> RecountRules.of(rules, guild).ignoredChannels().contains(channel));
    return counts;
  }

  private DirectCounts others(Slice slice) {
    Slice subjects = subjects(slice);
    // A join at midnight may have been told a minute earlier already.
    Slice eve = slice.onDays(day -> List.of(day.minusDays(1))).minus(subjects);
    Dataset<Row> rows = seen(subjects, OTHERS)
        .union(tables.events(eve, MemberRecount.JOINS_AND_LEAVES).select(SeenEvent.columns()));
    Map<Long, RecountRules> rules = rules(slice);
    boolean isHere = LocalRows.isLocal(rows);
    List<InternalRow> here = isHere ? LocalRows.collect(rows) : List.of();
    long events = isHere ? here.size() : rows.count();
    if (events <= FEW_EVENTS) {
      return walk(inOrder(isHere ? here : LocalRows.collect(rows)), rules);
    }
    int cores = rows.sparkSession().sparkContext().defaultParallelism();
    int parts = Math.max(cores, Math.toIntExact(events / EVENTS_OF_A_PART + 1));
    Dataset<Row> together =
        rows.repartition(parts, together()).sortWithinPartitions(together(), col("guild_id"));
    // Put together on the way, as all parts at once might be more than the driver takes.
    return ((org.apache.spark.sql.classic.Dataset<Row>) together)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .map(SeenEvent::of)
        .mapPartitions(part -> List.of(walk(part, rules)).iterator())
        .treeReduce(DirectCounts::add);
  }

  private Dataset<Row> seen(Slice slice, Set<EventType> types) {
    Set<EventType> plain = EnumSet.copyOf(types);
    plain.remove(SeenEvent.WITH_ATTRIBUTE);
    return tables
        .events(slice, plain)
        .select(SeenEvent.columns())
        .union(tables
            .events(slice, EnumSet.of(SeenEvent.WITH_ATTRIBUTE))
            .select(SeenEvent.columnsWithAttribute()));
  }

  /** What must be walked in one part: all of a message, thread, member or grant. */
  private static Column together() {
    return when(TableReader.isAmong(MemberRecount.JOINS_AND_LEAVES), col("member_key"))
        .otherwise(col("subject_id"));
  }

  /** As executors have them: message after message. */
  private static Iterator<SeenEvent> inOrder(List<InternalRow> rows) {
    return rows.stream()
        .map(SeenEvent::of)
        .sorted(Comparator.comparingLong(SeenEvent::subject).thenComparingLong(SeenEvent::guild))
        .iterator();
  }

  /**
   * Walks each message as soon as all of it is there, which nearly everything is about. Whatever else
   * there is waits until the end.
   *
   * @param events those of one message of a guild follow one another
   */
  private static DirectCounts walk(Iterator<SeenEvent> events, Map<Long, RecountRules> rules) {
    DirectCounts counts = new DirectCounts();
    Map<Long, List<SeenEvent>> others = new HashMap<>();
    List<SeenEvent> message = new ArrayList<>();
    while (events.hasNext()) {
      SeenEvent event = events.next();
      if (!MessageRecount.TYPES.contains(event.type())) {
        others.computeIfAbsent(event.guild(), guild -> new ArrayList<>()).add(event);
        continue;
      }
      if (!message.isEmpty() && !event.isAboutSameMessage(message.get(0))) {
        message(message, rules, counts);
        message.clear();
      }
      message.add(event);
    }
    message(message, rules, counts);
    others.forEach((guild, ofGuild) -> new MemberRecount(counts).count(new Histories(ofGuild)));
    return counts;
  }

  private static void message(
      List<SeenEvent> events, Map<Long, RecountRules> rules, DirectCounts counts) {
    if (!events.isEmpty()) {
      new MessageRecount(RecountRules.of(rules, events.get(0).guild()), counts).count(events);
    }
  }

  /** The days of the slice, and those of older messages and threads to which something happened. */
  private Slice subjects(Slice slice) {
    Slice subjects = slice;
    for (Row row : tables
        .counted(RawEvents.TABLE, slice)
        .where(col(RawEvents.SUBJECT_DATE.name()).notEqual(col(RawEvents.EVENT_DATE.name())))
        .select("guild_id", RawEvents.SUBJECT_DATE.name())
        .distinct()
        .collectAsList()) {
      subjects =
          subjects.plus(Slice.of(List.of(row.getLong(0)), List.of(row.getDate(1).toLocalDate())));
    }
    return subjects;
  }

  private DirectCounts voice(Slice slice) {
    Slice after = slice.onDays(day -> List.of(day.plusDays(1))).minus(slice);
    Dataset<Row> events = tables
        .events(slice, VoiceRecount.TYPES)
        .unionByName(tables
            .events(after, VoiceRecount.CHANGES)
            .where(unix_seconds(col("event_at")).mod(86_400).lt(3_600)));
    Map<Long, List<SeenEvent>> byGuild =
        LocalRows.collect(events.select(SeenEvent.columns())).stream()
            .map(SeenEvent::of)
            .collect(Collectors.groupingBy(SeenEvent::guild));
    DirectCounts counts = new DirectCounts();
    Map<Long, RecountRules> rules = rules(slice);
    Map<Long, List<DayRange>> runs = runs(slice, rules);
    Map<Run, Map<Long, Carried>> carried = carried(runs, rules);
    runs.forEach((guild, ofGuild) -> {
      Histories histories = new Histories(byGuild.getOrDefault(guild, List.of()));
      for (DayRange run : ofGuild) {
        new VoiceRecount(RecountRules.of(rules, guild), counts, guild, run)
            .count(histories, carried.getOrDefault(new Run(guild, run.from()), Map.of()));
      }
    });
    return counts;
  }

  private record Run(long guild, LocalDate from) {}

  /** Unbroken days of each guild; with new keys in a new month begins another run. */
  private static Map<Long, List<DayRange>> runs(Slice slice, Map<Long, RecountRules> rules) {
    Map<Long, List<DayRange>> runs = new TreeMap<>();
    slice
        .guildsByDay()
        .forEach((day, guilds) -> guilds.forEach(guild -> {
          List<DayRange> known = runs.computeIfAbsent(guild, g -> new ArrayList<>());
          DayRange last = known.isEmpty() ? null : known.get(known.size() - 1);
          boolean isNewMonth =
              RecountRules.of(rules, guild).isAnonymous() && day.getDayOfMonth() == 1;
          if (last != null && last.to().equals(day) && !isNewMonth) {
            known.set(known.size() - 1, new DayRange(last.from(), day.plusDays(1)));
          } else {
            known.add(DayRange.of(day));
          }
        }));
    return runs;
  }

  /** Who was in voice when a run begins. After a sealed month only the day itself still tells. */
  private Map<Run, Map<Long, Carried>> carried(
      Map<Long, List<DayRange>> runs, Map<Long, RecountRules> rules) {
    SealedMonths sealed = tables.sealed();
    Slice eves = Slice.EMPTY;
    Slice afterSeals = Slice.EMPTY;
    for (Map.Entry<Long, List<DayRange>> ofGuild : runs.entrySet()) {
      long guild = ofGuild.getKey();
      for (DayRange run : ofGuild.getValue()) {
        boolean isFirst = run.from().getDayOfMonth() == 1;
        if (isFirst && sealed.holds(guild, YearMonth.from(run.from().minusDays(1)))) {
          afterSeals = afterSeals.plus(Slice.of(List.of(guild), List.of(run.from())));
        } else if (!isFirst || !RecountRules.of(rules, guild).isAnonymous()) {
          eves = eves.plus(Slice.of(List.of(guild), List.of(run.from().minusDays(1))));
        }
      }
    }
    Map<Run, Map<Long, Carried>> carried = new HashMap<>();
    Column[] columns = {
      col("guild_id"),
      col("member_key"),
      col("channel_id"),
      unix_seconds(col("session_started_at")),
      col("is_counted"),
      col("voice_date")
    };
    if (!eves.isEmpty()) {
      Dataset<Row> open = tables.folded(Facts.VOICE_SESSIONS, eves).where(col("is_open"));
      put(carried, open.select(columns).collectAsList(), 1);
    }
    if (!afterSeals.isEmpty()) {
      Column isAtMidnight = col("started_at").equalTo(col("voice_date").cast("timestamp"));
      Dataset<Row> open = tables
          .folded(Facts.VOICE_SESSIONS, afterSeals)
          .where(isAtMidnight.and(col("session_started_at").lt(col("started_at"))));
      put(carried, open.select(columns).collectAsList(), 0);
    }
    return carried;
  }

  private static void put(
      Map<Run, Map<Long, Carried>> carried, Collection<Row> rows, int daysLater) {
    for (Row row : rows) {
      Run run = new Run(row.getLong(0), row.getDate(5).toLocalDate().plusDays(daysLater));
      carried
          .computeIfAbsent(run, r -> new HashMap<>())
          .put(row.getLong(1), new Carried(row.getLong(2), row.getLong(3), !row.getBoolean(4)));
    }
  }

  private Map<Long, RecountRules> rules(Slice slice) {
    Map<Long, RecountRules> rules = new HashMap<>();
    new HashSet<>(slice.guilds())
        .forEach(guild -> rules.put(guild, RecountRules.of(config.guild(guild))));
    return rules;
  }
}
