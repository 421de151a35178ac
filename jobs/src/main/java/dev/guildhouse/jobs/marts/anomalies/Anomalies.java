package dev.guildhouse.jobs.marts.anomalies;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.AnomalyTables;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What was unlike the 8 weeks before. Every guild is judged as a whole, because a day's false
 * discoveries are held over all its hours and channels together. Late data of a day is judged anew
 * with that day and as an example of the days after it.
 */
public final class Anomalies implements TableJob {
  private static final String[] KEY = {
    "guild_id", "anomaly_date", "channel_id", "measure", "starts_at", "hours"
  };

  @Override
  public TableDef output() {
    return AnomalyTables.ANOMALIES;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(Rollups.CHANNEL_HOURLY, Facts.COLLECTOR_COVERAGE);
  }

  @Override
  public Slice affectedBy(TableDef input, Slice changed) {
    return changed.onDays(
        day -> day.datesUntil(day.plusDays(AnomalySearch.PAST_DAYS + 1L)).toList());
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    List<Row> found = guilds(inputs, slice)
        .flatMap(
            (FlatMapFunction<Row, Row>) GuildAnomalies::of, Encoders.row(GuildAnomalies.SCHEMA))
        .collectAsList();
    // Few by their nature; most nights there are none, and the cube is not read again.
    Dataset<Row> anomalies = inputs.spark().createDataFrame(found, GuildAnomalies.SCHEMA);
    return (found.isEmpty()
            ? anomalies.withColumn("members", lit(0L))
            : withMembers(anomalies, inputs.tables().counted(Rollups.ACTIVITY_HOURLY, slice)))
        .select(AnomalyTables.ANOMALIES.columnNames().stream()
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /** One row per guild with all that its search looks at. */
  private static Dataset<Row> guilds(JobInputs inputs, Slice slice) {
    DayRange days = new DayRange(
        slice.days().first().minusDays(AnomalySearch.PAST_DAYS + 1L),
        slice.range().to());
    Column isWanted = col("guild_id").isin(slice.guilds().toArray());
    Dataset<Row> counts = inputs
        .tables()
        .table(Rollups.CHANNEL_HOURLY, days)
        .where(isWanted.and(expr("messages > 0 OR joins > 0 OR leaves > 0")))
        .select(
            col("guild_id"),
            lit(GuildAnomalies.COUNT).as("kind"),
            col("channel_id"),
            lit("").as("name"),
            hour("hour_at"),
            col("messages").as("first"),
            col("joins").as("second"),
            col("leaves").as("third"));
    Dataset<Row> coverage = inputs
        .tables()
        .table(Facts.COLLECTOR_COVERAGE, days)
        .where(isWanted.and(col("family").isin(families())))
        .select(
            col("guild_id"),
            lit(GuildAnomalies.WATCHED).as("kind"),
            col("channel_id"),
            col("family").as("name"),
            hour("hour_at"),
            col("covered_seconds").as("first"),
            lit(0L).as("second"),
            lit(0L).as("third"));
    Dataset<Row> before = inputs
        .tables()
        .table(AnomalyTables.ANOMALIES, days)
        .where(isWanted.and(not(slice.holds("anomaly_date"))))
        .select(
            col("guild_id"),
            lit(GuildAnomalies.KNOWN).as("kind"),
            col("channel_id"),
            col("measure").as("name"),
            hour("starts_at"),
            col("hours").cast("long").as("first"),
            lit(0L).as("second"),
            lit(0L).as("third"));
    return Stream.of(counts, coverage, before, wanted(inputs, slice))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .groupBy("guild_id")
        .agg(collect_list(struct("kind", "channel_id", "name", "hour", "first", "second", "third"))
            .as("rows"));
  }

  /** The days to judge, with the zone of the guild's hours. */
  private static Dataset<Row> wanted(JobInputs inputs, Slice slice) {
    List<Row> rows = new ArrayList<>();
    slice
        .guildsByDay()
        .forEach((day, guilds) -> guilds.forEach(guild -> rows.add(RowFactory.create(
            guild,
            GuildAnomalies.WANTED,
            0L,
            inputs.config().guild(guild).timeZone().getId(),
            startHour(day),
            0L,
            0L,
            0L))));
    StructType schema = new StructType()
        .add("guild_id", "long", false)
        .add("kind", "int", false)
        .add("channel_id", "long", false)
        .add("name", "string", false)
        .add("hour", "long", false)
        .add("first", "long", false)
        .add("second", "long", false)
        .add("third", "long", false);
    return inputs.spark().createDataFrame(rows, schema);
  }

  /** How many members made what was counted. */
  static Dataset<Row> withMembers(Dataset<Row> anomalies, Dataset<Row> cube) {
    Column isTheirs = Arrays.stream(Measure.values())
        .map(measure ->
            col("measure").equalTo(measure.column()).and(col(measure.column()).gt(0)))
        .reduce(Column::or)
        .orElseThrow();
    Dataset<Row> hours = cube.where(col("member_key").notEqual(MemberKeys.UNKNOWN))
        .select(
            col("guild_id").as("cube_guild"),
            col("channel_id").as("cube_channel"),
            col("hour_at"),
            col("member_key"),
            col("messages"),
            col("joins"),
            col("leaves"));
    Column[] key = Arrays.stream(KEY).map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> members = hours
        .join(
            broadcast(anomalies.select(key)),
            col("guild_id")
                .equalTo(col("cube_guild"))
                .and(col("hour_at").geq(col("starts_at")))
                .and(expr("hour_at < timestampadd(HOUR, hours, starts_at)"))
                .and(col("channel_id")
                    .equalTo(0)
                    .or(col("channel_id").equalTo(col("cube_channel")))))
        .where(isTheirs)
        .groupBy(key)
        .agg(count_distinct(col("member_key")).as("members"));
    return anomalies
        .join(members, KEY, "left")
        .withColumn("members", coalesce(col("members"), lit(0L)));
  }

  private static Object[] families() {
    return Arrays.stream(Measure.values()).map(Measure::family).distinct().toArray();
  }

  private static Column hour(String instant) {
    return unix_seconds(col(instant)).divide(3_600).cast("long").as("hour");
  }

  private static long startHour(LocalDate day) {
    return day.toEpochDay() * AnomalySearch.DAY_HOURS;
  }
}
