package dev.guildhouse.jobs.marts.kpis;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.ActiveDays;
import dev.guildhouse.schema.kpis.KpiMetric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructType;

/**
 * The metrics over any number of periods of any number of guilds, in one pass over the members'
 * days and one over the guilds'.
 */
public final class KpiValues {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final int WEEK = 7;
  private static final int STREAK = 3;

  /** Days that a value tells of, as SQL over the days of a guild joined to a span. */
  private enum Look {
    DAYS("period_start_date >= from_date"),
    /** The period before. */
    BEFORE("period_start_date >= before_date and period_start_date < from_date"),
    /** The 7 days that end the period, also when the period is shorter. */
    WEEK("period_start_date >= date_sub(to_date, " + KpiValues.WEEK + ")"),
    /** The days of the shortest streak that can end with the day before the period. */
    STREAK("period_start_date >= date_sub(from_date, " + KpiValues.STREAK + ")");

    private final String days;

    Look(String days) {
      this.days = days;
    }

    Column holds() {
      return expr(days);
    }

    /** How many days there are. */
    long length(Span span) {
      return switch (this) {
        case DAYS -> span.days().length();
        case BEFORE -> span.before().length();
        case WEEK -> KpiValues.WEEK;
        case STREAK -> span.days().length() + KpiValues.STREAK;
      };
    }

    String column(String family) {
      return family + "_" + name().toLowerCase(Locale.ROOT);
    }

    /** What must be watched for a metric to be known; a period is judged when it was itself. */
    static Set<Look> of(KpiMetric metric) {
      return switch (metric) {
        case CHURN_RATE -> EnumSet.of(DAYS, BEFORE);
        case WEEKLY_ACTIVE_USERS -> EnumSet.of(DAYS, WEEK);
        case STREAK_RETENTION -> EnumSet.of(STREAK);
        default -> EnumSet.of(DAYS);
      };
    }
  }

  /**
   * A period of a guild.
   *
   * @param days the days themselves
   * @param before the period that churn looks back to
   */
  public record Span(long guild, DayRange days, DayRange before) implements Comparable<Span> {
    @Override
    public int compareTo(Span other) {
      int byGuild = Long.compare(guild, other.guild);
      return byGuild != 0 ? byGuild : days.compareTo(other.days);
    }

    private LocalDate firstRead() {
      LocalDate week = days.to().minusDays(WEEK);
      return before.from().isBefore(week) ? before.from() : week;
    }
  }

  /**
   * What is known of a period.
   *
   * @param values by metric; those that the privacy mode cuts off are missing
   * @param coverage by metric: the least share that was watched of all that its value looks back over
   */
  public record Known(Map<KpiMetric, MetricValue> values, Map<KpiMetric, Double> coverage) {

    /** The least share of what some metrics need. */
    public double coverage(Set<KpiMetric> metrics) {
      return metrics.stream()
          .mapToDouble(metric -> coverage.getOrDefault(metric, 0.0))
          .min()
          .orElse(1);
    }

    public Optional<BigDecimal> value(KpiMetric metric) {
      return Optional.ofNullable(values.get(metric)).flatMap(MetricValue::value);
    }
  }

  private final TableReader tables;
  private final SparkSession spark;
  private final java.util.function.LongPredicate isAnonymous;

  public KpiValues(
      TableReader tables, SparkSession spark, java.util.function.LongPredicate isAnonymous) {
    this.tables = tables;
    this.spark = spark;
    this.isAnonymous = isAnonymous;
  }

  /** What is known of each period; of a period without any row nothing was watched. */
  public Map<Span, Known> of(Collection<Span> wanted, Set<KpiMetric> metrics) {
    List<Span> spans = List.copyOf(wanted);
    Map<Span, Known> known = new TreeMap<>();
    if (spans.isEmpty()) {
      return known;
    }
    Dataset<Row> frame = frame(spans);
    DayRange read = new DayRange(
        spans.stream().map(Span::firstRead).min(LocalDate::compareTo).orElseThrow(),
        spans.stream().map(span -> span.days().to()).max(LocalDate::compareTo).orElseThrow());
    Row[] guilds = new Row[spans.size()];
    Row[] members = new Row[spans.size()];
    Row[] streaks = new Row[spans.size()];
    place(guilds, ofGuilds(frame, read));
    place(members, ofMembers(frame, read));
    if (metrics.contains(KpiMetric.STREAK_RETENTION)) {
      place(streaks, ofStreaks(frame, read));
    }
    for (int i = 0; i < spans.size(); i++) {
      known.put(spans.get(i), known(spans.get(i), guilds[i], members[i], streaks[i]));
    }
    return known;
  }

  private static void place(Row[] rows, Dataset<Row> found) {
    found.collectAsList().forEach(row -> rows[row.<Integer>getAs("span")] = row);
  }

  private Known known(
      Span span,
      @org.jspecify.annotations.Nullable Row guild,
      @org.jspecify.annotations.Nullable Row member,
      @org.jspecify.annotations.Nullable Row streak) {
    Map<KpiMetric, MetricValue> values = new EnumMap<>(KpiMetric.class);
    Map<KpiMetric, Double> coverage = new EnumMap<>(KpiMetric.class);
    if (guild != null) {
      values.put(
          KpiMetric.DAILY_ACTIVE_USERS,
          MetricValue.count(guild.<Long>getAs("dau"), span.days().length()));
      for (KpiMetric metric : KpiMetric.values()) {
        coverage.put(metric, coverage(metric, span, guild));
      }
    }
    LocalDate last = span.days().to().minusDays(1);
    if (isLinkable(span.guild(), span.days().from(), last)) {
      long active = members(member, "active");
      values.put(KpiMetric.VOICE_PARTICIPATION, MetricValue.count(members(member, "voice"), 1));
      BigDecimal rewards = guild == null ? BigDecimal.ZERO : guild.getAs("rewards");
      values.put(
          KpiMetric.AVG_REWARDS_PER_USER,
          new MetricValue(rewards, BigDecimal.valueOf(active), active, false));
      long rewarded = members(member, "rewarded");
      values.put(
          KpiMetric.AVG_REWARDS_PER_REWARDED_USER,
          new MetricValue(rewards, BigDecimal.valueOf(rewarded), rewarded, false));
    }
    if (isLinkable(span.guild(), last.minusDays(WEEK - 1L), last)) {
      values.put(KpiMetric.WEEKLY_ACTIVE_USERS, MetricValue.count(members(member, "week"), 1));
    }
    if (isLinkable(span.guild(), span.before().from(), last)) {
      values.put(
          KpiMetric.CHURN_RATE,
          MetricValue.count(members(member, "churned"), members(member, "active_before")));
    }
    if (isLinkable(span.guild(), span.days().from().minusDays(STREAK), last)) {
      values.put(
          KpiMetric.STREAK_RETENTION,
          MetricValue.count(members(streak, "kept"), members(streak, "ended")));
    }
    return new Known(values, coverage);
  }

  private static double coverage(KpiMetric metric, Span span, Row guild) {
    return Look.of(metric).stream()
        .flatMapToDouble(look -> metric.families().stream()
            .mapToDouble(family -> guild.<Double>getAs(look.column(family)) / look.length(span)))
        .min()
        .orElse(1);
  }

  private static long members(@org.jspecify.annotations.Nullable Row row, String column) {
    return row == null ? 0 : row.<Long>getAs(column);
  }

  private boolean isLinkable(long guild, LocalDate from, LocalDate last) {
    boolean isOfOneKey =
        !isAnonymous.test(guild) || from.withDayOfMonth(1).equals(last.withDayOfMonth(1));
    return isOfOneKey && !from.isBefore(tables.sealed().openFrom(guild));
  }

  private Dataset<Row> frame(List<Span> spans) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      rows.add(RowFactory.create(
          i,
          span.guild(),
          Date.valueOf(span.days().from()),
          Date.valueOf(span.days().to()),
          Date.valueOf(span.before().from()),
          Date.valueOf(span.firstRead())));
    }
    StructType schema = new StructType()
        .add("span", "int", false)
        .add("guild_id", "long", false)
        .add("from_date", "date", false)
        .add("to_date", "date", false)
        .add("before_date", "date", false)
        .add("read_date", "date", false);
    return broadcast(spark.createDataFrame(rows, schema));
  }

  private Dataset<Row> ofGuilds(Dataset<Row> frame, DayRange read) {
    List<Column> sums = new ArrayList<>();
    sums.add(sum(expr("case when period_start_date >= from_date then reward_amount else 0 end"))
        .as("rewards"));
    for (String family : Metrics.ACTIVITY_FAMILIES) {
      Column share = coalesce(col(family + "_coverage"), lit(0.0));
      for (Look look : Look.values()) {
        sums.add(sum(when(look.holds(), share).otherwise(lit(0.0))).as(look.column(family)));
      }
    }
    return tables
        .table(GUILD_DAILY, read)
        .join(frame, "guild_id")
        .where(expr("period_start_date >= read_date and period_start_date < to_date"))
        .groupBy("span")
        .agg(
            sum(expr("case when period_start_date >= from_date then active_members else 0L end"))
                .as("dau"),
            sums.toArray(Column[]::new));
  }

  private Dataset<Row> ofMembers(Dataset<Row> frame, DayRange read) {
    Column isWithin = expr("period_start_date >= from_date");
    Column isActive = expr(Metrics.ACTIVE_ANY);
    return tables
        .table(MEMBER_DAILY, read)
        .where(col("member_key").notEqual(0))
        .join(frame, "guild_id")
        .where(expr("period_start_date >= read_date and period_start_date < to_date"))
        .groupBy("span", "member_key")
        .agg(
            max(isActive.and(isWithin)).as("is_active"),
            max(isActive.and(
                    expr("period_start_date >= before_date and period_start_date < from_date")))
                .as("was_active"),
            max(isActive.and(expr("period_start_date >= date_sub(to_date, " + WEEK + ")")))
                .as("in_week"),
            max(isWithin.and(col("rewards").gt(0))).as("is_rewarded"),
            max(isWithin.and(col("voice_seconds").gt(0))).as("in_voice"))
        .groupBy("span")
        .agg(
            count_if(col("is_active")).as("active"),
            count_if(col("was_active")).as("active_before"),
            count_if(expr("was_active and not is_active")).as("churned"),
            count_if(col("is_rewarded")).as("rewarded"),
            count_if(col("in_week")).as("week"),
            count_if(col("in_voice")).as("voice"));
  }

  /** Days that were hardly watched neither break a streak nor count, so days are numbered anew. */
  private Dataset<Row> ofStreaks(Dataset<Row> frame, DayRange read) {
    DayRange longer = new DayRange(read.from().minusDays(WEEK), read.to());
    WindowSpec days = Window.partitionBy("guild_id").orderBy("watched_date");
    Dataset<Row> watched = ActiveDays.watched(tables.table(GUILD_DAILY, longer))
        .join(frame.select("guild_id").distinct(), "guild_id", "left_semi")
        .withColumn("day_index", row_number().over(days))
        .withColumn("next_date", lead("watched_date", 1).over(days));
    WindowSpec ofMember = Window.partitionBy("guild_id", "member_key");
    Dataset<Row> runs = ActiveDays.of(tables.table(MEMBER_DAILY, longer))
        .where(col("member_key").notEqual(0))
        .join(
            watched.withColumnRenamed("watched_date", "active_date"),
            new String[] {"guild_id", "active_date"})
        .withColumn("run", col("day_index").minus(row_number().over(ofMember.orderBy("day_index"))))
        .withColumn(
            "streak",
            count(lit(1))
                .over(Window.partitionBy("guild_id", "member_key", "run")
                    .orderBy("day_index")
                    .rowsBetween(Window.unboundedPreceding(), Window.currentRow())))
        .withColumn("next_index", lead("day_index", 1).over(ofMember.orderBy("day_index")))
        .where(col("streak").geq(STREAK).and(col("next_date").isNotNull()));
    return runs.join(frame, "guild_id")
        .where(expr("next_date >= from_date and next_date < to_date"))
        .groupBy("span")
        .agg(
            count(lit(1)).as("ended"),
            count_if(coalesce(expr("next_index = day_index + 1"), lit(false))).as("kept"));
  }
}
