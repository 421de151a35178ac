package dev.guildhouse.jobs.rollups;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Days, ISO weeks or months of channels, members or guilds, compiled from the metric declarations.
 * Sums of a week or month are sums of its days; uniques are counted afresh: of guilds from the days of
 * members, of channels from the cube.
 *
 * <p>A week over the end of a month in which nobody can be told to be the same has sums alone: its
 * uniques are unknown, and it has no members.
 */
public final class Rollup implements TableJob {
  private static final String START = "period_start_date";
  private static final String IS_LINKABLE = "is_linkable";

  /** For how long a count of the guild is carried forward when nobody counted again. */
  private static final int SNAPSHOT_LIFE_DAYS = 31;

  private final Entity entity;
  private final Period period;
  private final TableDef output;
  private final List<String> key;

  public Rollup(Entity entity, Period period) {
    this.entity = entity;
    this.period = period;
    this.output = Rollups.of(entity, period);
    this.key = output.key();
  }

  @Override
  public TableDef output() {
    return output;
  }

  @Override
  public List<TableDef> inputs() {
    Set<TableDef> inputs = new LinkedHashSet<>();
    if (entity != Entity.GUILD) {
      inputs.add(Rollups.ACTIVITY_HOURLY);
    }
    if (period != Period.DAY) {
      inputs.add(Rollups.of(entity, Period.DAY));
    }
    if (entity != Entity.MEMBER) {
      inputs.add(channels());
      inputs.addAll(
          List.of(Facts.MESSAGES, Facts.VOICE_SESSIONS, Facts.COLLECTOR_COVERAGE, Facts.CHANNELS));
    }
    if (entity == Entity.GUILD) {
      inputs.add(Facts.GUILD_SNAPSHOTS);
      inputs.add(Rollups.of(Entity.MEMBER, Period.DAY));
    }
    return List.copyOf(inputs);
  }

  /** The smallest table that has each channel of a period in which anything was done. */
  private TableDef channels() {
    return period == Period.DAY ? Rollups.CHANNEL_HOURLY : Rollups.of(Entity.CHANNEL, Period.DAY);
  }

  @Override
  public Slice affectedBy(TableDef input, Slice changed) {
    // A renamed channel restates nothing, and messages bring threads only where the cube changes
    // too.
    if (input.equals(Facts.CHANNELS)) {
      return Slice.EMPTY;
    }
    // A count of the guild is carried into the days after it.
    int reach = input.equals(Facts.GUILD_SNAPSHOTS) ? SNAPSHOT_LIFE_DAYS : 0;
    return changed.onDays(day ->
        day.datesUntil(day.plusDays(reach + 1)).map(period::start).distinct().toList());
  }

  @Override
  public DayRange spanOf(LocalDate start) {
    return period.holding(start);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    DayRange days =
        new DayRange(slice.days().first(), period.holding(slice.days().last()).to());
    TableReader tables = inputs.tables();
    Dataset<Row> sums = period == Period.DAY
        ? RollupFolds.sumsOfHours(
            entity,
            key,
            inPeriod(
                inputs,
                entity == Entity.MEMBER ? Rollups.ACTIVITY_HOURLY : Rollups.CHANNEL_HOURLY,
                slice))
        : RollupFolds.sumsOfDays(
            entity, key, inPeriod(inputs, Rollups.of(entity, Period.DAY), slice));
    Optional<Column> isUnlinkable = isUnlinkable(inputs, slice);
    if (isUnlinkable.isPresent()) {
      sums = sums.withColumn(IS_LINKABLE, functions.not(isUnlinkable.get()));
    }
    Dataset<Row> rows =
        isUnlinkable.isPresent() && entity == Entity.MEMBER ? sums.where(col(IS_LINKABLE)) : sums;
    if (entity != Entity.MEMBER) {
      Dataset<Row> coverage = CoverageShares.of(
          entity,
          key,
          inPeriod(inputs, Facts.COLLECTOR_COVERAGE, slice),
          inPeriod(inputs, channels(), slice),
          period);
      Dataset<Row> members = entity == Entity.CHANNEL
          ? inChannels(inPeriod(inputs, Rollups.ACTIVITY_HOURLY, slice))
          : inPeriod(inputs, Rollups.of(Entity.MEMBER, Period.DAY), slice);
      Dataset<Row> messages = inPeriod(inputs, Facts.MESSAGES, slice);
      rows = tables
          .few(rows)
          .join(tables.few(RollupFolds.uniques(key, members)), names(key), "left")
          .join(tables.few(RollupFolds.threadsActive(key, messages)), names(key), "left")
          .join(tables.few(coverage), names(key), entity == Entity.GUILD ? "full" : "left");
      if (period == Period.DAY) {
        Dataset<Row> voice = inPeriod(inputs, Facts.VOICE_SESSIONS, slice);
        rows = rows.join(tables.few(VoicePeaks.of(key, voice)), names(key), "left");
      }
    }
    if (entity == Entity.GUILD) {
      rows = rows.join(tables.few(levels(inputs, slice, days)), names(key), "left");
    }
    if (entity == Entity.CHANNEL) {
      rows = rows.join(
          tables.few(channelTypes(inputs, slice, days)),
          new String[] {"guild_id", "channel_id"},
          "left");
    }
    return finished(rows.join(inputs.guilds(slice).settings(), "guild_id"));
  }

  /** The condition that members of a row's guild are not the same over its week, if any are not. */
  private Optional<Column> isUnlinkable(JobInputs inputs, Slice slice) {
    List<Column> weeks = new ArrayList<>();
    if (period == Period.WEEK) {
      for (Map.Entry<LocalDate, NavigableSet<Long>> week : slice.guildsByDay().entrySet()) {
        Object[] guilds = week.getValue().stream()
            .filter(guild -> !inputs.isLinkable(guild, period.holding(week.getKey())))
            .toArray();
        if (guilds.length > 0) {
          weeks.add(col(START).equalTo(lit(week.getKey())).and(col("guild_id").isin(guilds)));
        }
      }
    }
    return weeks.stream().reduce(Column::or);
  }

  private Dataset<Row> inPeriod(JobInputs inputs, TableDef table, Slice slice) {
    Slice counted = slice.onDays(start -> period.holding(start).days());
    Dataset<Row> rows = inputs.tables().counted(table, counted);
    return period == Period.DAY && table.countedBy().equals(START)
        ? rows
        : rows.withColumn(START, RollupFolds.periodStart(period, col(table.countedBy())));
  }

  /** The last count of the guild before the end of each period, if it is not too old. */
  private Dataset<Row> levels(JobInputs inputs, Slice slice, DayRange days) {
    DayRange seen = new DayRange(days.from().minusDays(SNAPSHOT_LIFE_DAYS), days.to());
    Dataset<Row> starts = RollupFolds.periods(inputs.spark(), slice, period);
    Dataset<Row> snapshots = inputs.tables().table(Facts.GUILD_SNAPSHOTS, seen);
    Column[] newest = Metrics.LEVELS.stream()
        .map(level -> max_by(col(level.attribute()), col("snapshot_at")).as(level.name()))
        .toArray(Column[]::new);
    return starts
        .join(snapshots, "guild_id")
        .where(to_date(col("snapshot_at"))
            .lt(col("period_end_date"))
            .and(to_date(col("snapshot_at"))
                .geq(expr("date_sub(" + START + ", " + SNAPSHOT_LIFE_DAYS + ")"))))
        .groupBy(key.get(0), START)
        .agg(newest[0], Arrays.copyOfRange(newest, 1, newest.length));
  }

  private Dataset<Row> channelTypes(JobInputs inputs, Slice slice, DayRange days) {
    return inputs
        .tables()
        .table(Facts.CHANNELS, new DayRange(LocalDate.EPOCH, days.to()))
        .where(col("guild_id").isin(slice.guilds().toArray()))
        .where(col("channel_type").isNotNull())
        .groupBy("guild_id", "channel_id")
        .agg(max_by(col("channel_type"), col("changed_date")).as("channel_type"));
  }

  private static Dataset<Row> inChannels(Dataset<Row> cube) {
    return cube.where(col("channel_id").notEqual(0));
  }

  /** Fills what was not joined, and puts the columns in order. */
  private Dataset<Row> finished(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    for (dev.guildhouse.schema.tables.Column column : output.columns()) {
      columns.add(finished(column.name(), rows).as(column.name()));
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  private Column finished(String name, Dataset<Row> rows) {
    if (name.equals("period_end_date")) {
      return RollupFolds.periodEnd(period, col(START));
    }
    if (name.equals("updated_at") && entity != Entity.MEMBER) {
      return coalesce(greatest(col(name), col("coverage_updated_at")), col(name));
    }
    Metric metric =
        Metrics.ALL.stream().filter(m -> m.name().equals(name)).findFirst().orElse(null);
    if (metric == null) {
      return col(name);
    }
    Column value = col(name);
    Column orZero = coalesce(value, lit(0).cast(rows.schema().apply(name).dataType()));
    if (metric instanceof Metric.Distinct) {
      // A guild that was only watched has no sums, and nobody in it who could be somebody else.
      return Arrays.asList(rows.columns()).contains(IS_LINKABLE)
          ? when(coalesce(col(IS_LINKABLE), lit(true)), orZero)
          : orZero;
    }
    return metric instanceof Metric.Sum || metric instanceof Metric.DistinctIn ? orZero : value;
  }

  private static String[] names(List<String> columns) {
    return columns.toArray(String[]::new);
  }
}
