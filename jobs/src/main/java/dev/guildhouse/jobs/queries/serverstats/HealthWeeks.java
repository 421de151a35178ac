package dev.guildhouse.jobs.queries.serverstats;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.support.HelpCases;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Numbers of each whole ISO week of a range; NaN where a week has none. */
final class HealthWeeks {
  private static final int FEWEST_AUTHORS = 5;
  private static final int PERCENT = 100;
  private static final String THREADS = "Threads";

  private final TableReader tables;
  private final long guildId;
  private final int unansweredHours;
  private final LocalDate first;
  private final int count;
  private final Map<Integer, Row> guildWeeks;

  private HealthWeeks(TableReader tables, long guildId, DayRange days, int unansweredHours) {
    this.tables = tables;
    this.guildId = guildId;
    this.unansweredHours = unansweredHours;
    this.first = Period.WEEK.start(days.from().plusDays(6));
    LocalDate end = Period.WEEK.start(days.to());
    this.count = Math.max(0, (int) ChronoUnit.WEEKS.between(first, end));
    this.guildWeeks = count == 0
        ? Map.of()
        : byWeek(ofGuild(Rollups.of(Entity.GUILD, Period.WEEK), weeks()), "period_start_date");
  }

  /**
   * Reads the whole weeks of a range.
   *
   * @param unansweredHours hours without a reply by another member after which a thread is unanswered
   */
  static HealthWeeks read(TableReader tables, long guildId, DayRange days, int unansweredHours) {
    return new HealthWeeks(tables, guildId, days, unansweredHours);
  }

  LocalDate first() {
    return first;
  }

  int count() {
    return count;
  }

  private DayRange weeks() {
    return new DayRange(first, first.plusWeeks(count));
  }

  private Dataset<Row> ofGuild(TableDef table, DayRange days) {
    return tables.table(table, days).where(col("guild_id").equalTo(guildId));
  }

  private Column week(String day) {
    return expr("CAST(floor(datediff(" + day + ", DATE'" + first + "') / 7) AS INT)")
        .as("week");
  }

  private Map<Integer, Row> byWeek(Dataset<Row> rows, String day) {
    Map<Integer, Row> byWeek = new LinkedHashMap<>();
    rows.withColumn("week", week(day))
        .collectAsList()
        .forEach(row -> byWeek.put(row.<Integer>getAs("week"), row));
    return byWeek;
  }

  /** Health indicators by their names. */
  Map<String, double[]> indicators() {
    Map<String, double[]> indicators = new LinkedHashMap<>();
    if (count == 0) {
      return indicators;
    }
    double[] retention = retention();
    double[] churn = unknown();
    for (int week = 1; week < count; week++) {
      churn[week] = PERCENT - retention[week - 1];
    }
    indicators.put("Stickiness %", stickiness());
    indicators.put("Next-week retention %", Arrays.copyOf(retention, count));
    indicators.put("Churn %", churn);
    indicators.put("Top 10 % share", topShare());
    indicators.put("Unanswered %", unanswered());
    indicators.put("Flags per 1,000", flags());
    return indicators;
  }

  private double[] unknown() {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private boolean isWatched(int week, String... families) {
    Row row = guildWeeks.get(week);
    return row != null
        && Arrays.stream(families).allMatch(family -> Coverage.in(row, family).isEnough());
  }

  private boolean isActivityWatched(int week) {
    return isWatched(week, "messages", "reactions", "voice");
  }

  private double[] stickiness() {
    double[] values = unknown();
    for (Row row : ofGuild(Marts.GUILD_ROLLING, weeks())
        .where("dayofweek(as_of_date) = 1 AND stickiness IS NOT NULL")
        .select(week("as_of_date"), col("stickiness"))
        .collectAsList()) {
      if (isActivityWatched(row.getInt(0))) {
        values[row.getInt(0)] = PERCENT * row.getDouble(1);
      }
    }
    return values;
  }

  /** Of each week but the last, who was active in the next as well. */
  private double[] retention() {
    Dataset<Row> active = ofGuild(Rollups.of(Entity.MEMBER, Period.DAY), weeks())
        .where(expr(Metrics.ACTIVE_ANY).and(expr("member_key <> 0")))
        .select(col("member_key"), week("period_start_date"))
        .distinct()
        .withColumn(
            "next", expr("lead(week)").over(Window.partitionBy("member_key").orderBy("week")));
    double[] values = unknown();
    for (Row row : active
        .groupBy("week")
        .agg(expr("count(*)"), expr("count_if(next = week + 1)"))
        .collectAsList()) {
      int week = row.getInt(0);
      if (week + 1 < count && isActivityWatched(week) && isActivityWatched(week + 1)) {
        values[week] = (double) PERCENT * row.getLong(2) / row.getLong(1);
      }
    }
    return values;
  }

  private double[] topShare() {
    Dataset<Row> ranked = ofGuild(Rollups.of(Entity.MEMBER, Period.DAY), weeks())
        .where("member_key <> 0")
        .groupBy(week("period_start_date"), col("member_key"))
        .agg(sum("messages").as("messages"))
        .where("messages > 0")
        .withColumn(
            "rank",
            expr("row_number()")
                .over(
                    Window.partitionBy("week").orderBy(col("messages").desc(), col("member_key"))))
        .withColumn("authors", expr("count(*)").over(Window.partitionBy("week")));
    double[] values = unknown();
    for (Row row : ranked
        .groupBy("week")
        .agg(
            expr("max(authors)"),
            expr("sum(IF(rank <= ceil(authors / 10), messages, 0L))"),
            sum("messages"))
        .collectAsList()) {
      if (row.getLong(1) >= FEWEST_AUTHORS && isWatched(row.getInt(0), "messages")) {
        values[row.getInt(0)] = (double) PERCENT * row.getLong(2) / row.getLong(3);
      }
    }
    return values;
  }

  /** Threads by the week they began in, each judged when its time is up. */
  private double[] unanswered() {
    Column due = expr("asked_at + make_dt_interval(0, " + unansweredHours + ")");
    Column end = lit(weeks().to() + "T00:00:00Z").cast("timestamp");
    Column isLate = col("answered_at").isNull().or(col("answered_at").gt(due));
    double[] values = unknown();
    for (Row row : HelpCases.read(tables, guildId, weeks())
        .where(col("kind").equalTo("thread").and(due.leq(end)))
        .groupBy(week("asked_at"))
        .agg(expr("count(*)"), count_if(isLate))
        .collectAsList()) {
      if (isWatched(row.getInt(0), "messages", "threads")) {
        values[row.getInt(0)] = (double) PERCENT * row.getLong(2) / row.getLong(1);
      }
    }
    return values;
  }

  private double[] flags() {
    double[] values = unknown();
    guildWeeks.forEach((week, row) -> {
      long messages = row.<Long>getAs("messages");
      if (messages > 0 && isWatched(week, "messages", "moderation")) {
        values[week] = 1_000.0 * row.<Long>getAs("flags") / messages;
      }
    });
    return values;
  }

  /** The share of the members active in each week who used each feature, in percent. */
  Map<String, double[]> features() {
    Map<String, double[]> features = new LinkedHashMap<>();
    if (count == 0) {
      return features;
    }
    Dataset<Row> forums =
        broadcast(ofGuild(Facts.CHANNELS, new DayRange(LocalDate.EPOCH, weeks().to()))
            .where("channel_type = 'forum'")
            .select(col("channel_id"))
            .distinct()
            .selectExpr("channel_id", "true AS is_forum"));
    Map<String, String> uses = new LinkedHashMap<>();
    uses.put(THREADS, "threads_created + thread_messages + thread_joins > 0");
    uses.put("Forums", "is_forum AND messages > 0");
    uses.put("Voice", "voice_seconds > 0");
    uses.put("Reactions", "reactions_given > 0");
    uses.put("Polls", "poll_votes > 0");
    uses.put("Events", "scheduled_events > 0");
    uses.put("Stickers", "messages_with_stickers > 0");
    List<Column> used = uses.values().stream()
        .map(condition -> expr("max(coalesce(" + condition + ", false))"))
        .toList();
    Column isActive = expr("max(" + Metrics.ACTIVE_ANY + ")").as("is_active");
    Column[] named = new Column[used.size()];
    for (int i = 0; i < named.length; i++) {
      named[i] = used.get(i).as("used_" + i);
    }
    Dataset<Row> members = ofGuild(Rollups.ACTIVITY_HOURLY, weeks())
        .where("member_key <> 0")
        .join(forums, new String[] {"channel_id"}, "left")
        .groupBy(week("activity_date"), col("member_key"))
        .agg(isActive, named)
        .where("is_active");
    Column[] counts = new Column[named.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = expr("count_if(used_" + i + ")");
    }
    uses.keySet().forEach(name -> features.put(name, unknown()));
    for (Row row : members.groupBy("week").agg(expr("count(*)"), counts).collectAsList()) {
      int week = row.getInt(0);
      int feature = 2;
      for (Map.Entry<String, double[]> use : features.entrySet()) {
        boolean isSeen = !use.getKey().equals(THREADS) || isWatched(week, "threads");
        if (isActivityWatched(week) && isSeen) {
          use.getValue()[week] = (double) PERCENT * row.getLong(feature) / row.getLong(1);
        }
        feature++;
      }
    }
    return features;
  }
}
