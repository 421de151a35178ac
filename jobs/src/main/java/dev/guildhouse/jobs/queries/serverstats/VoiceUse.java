package dev.guildhouse.jobs.queries.serverstats;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.jobs.rollups.VoicePeaks;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** How much voice channels are used. */
final class VoiceUse {
  static final String NAME = "Voice use";

  static final String MEANING =
      "In use: time with at least one member, of the time that was watched."
          + " Mean occupancy: members present on average while in use, and what share that is of the"
          + " channel's user limit, where it has one.";

  private VoiceUse() {}

  static ReportTable read(TableReader tables, long guildId, DayRange days, ChannelNames names) {
    Dataset<Row> pieces = tables
        .table(Facts.VOICE_SESSIONS, days)
        .where(col("guild_id").equalTo(guildId).and(expr("is_counted AND voice_seconds > 0")));
    ChannelCoverage coverage = ChannelCoverage.read(tables, guildId, days);
    Map<Long, Integer> limits = limits(tables, guildId, days);
    List<List<Cell>> rows = used(pieces)
        .join(VoicePeaks.of(List.of("channel_id"), pieces), "channel_id")
        .orderBy(col("member_seconds").desc(), col("channel_id"))
        .collectAsList()
        .stream()
        .map(row -> row(row, coverage, limits, names))
        .toList();
    return new ReportTable(
        NAME,
        "Every voice channel with anybody in it.",
        List.of(
            ReportColumn.of("Channel", Format.TEXT),
            ReportColumn.of("Voice hours", Format.DECIMAL),
            ReportColumn.of("Members", Format.COUNT),
            ReportColumn.of("Peak", Format.COUNT),
            ReportColumn.of("Hours in use", Format.DECIMAL),
            ReportColumn.of("In use %", Format.DECIMAL),
            ReportColumn.of("Mean occupancy", Format.DECIMAL),
            ReportColumn.of("Of the limit %", Format.DECIMAL),
            ReportColumn.of("Voice watched %", Format.DECIMAL)),
        rows,
        null);
  }

  private static List<Cell> row(
      Row row, ChannelCoverage coverage, Map<Long, Integer> limits, ChannelNames names) {
    long channel = row.<Long>getAs("channel_id");
    long memberSeconds = row.<Long>getAs("member_seconds");
    long used = row.<Long>getAs("used_seconds");
    double watched = coverage.of("voice", channel).watched().doubleValue();
    return List.of(
        Cell.of(names.of(channel)),
        VoiceHours.of(memberSeconds),
        Cell.of(row.<Long>getAs("members")),
        Cell.of(row.<Long>getAs("peak_voice_members")),
        VoiceHours.of(used),
        watched <= 0 ? Cell.NOT_WATCHED : Cell.rounded(Math.min(100, 100 * used / watched)),
        Cell.rounded((double) memberSeconds / used),
        ofLimit((double) memberSeconds / used, limits.getOrDefault(channel, 0)),
        coverage.of("voice", channel).percent());
  }

  private static Cell ofLimit(double occupancy, int limit) {
    return limit <= 0 ? Cell.NONE : Cell.rounded(100 * occupancy / limit);
  }

  /** What each channel was limited to at the end of the days, as far as it was told. */
  private static Map<Long, Integer> limits(TableReader tables, long guildId, DayRange days) {
    Map<Long, Integer> limits = new HashMap<>();
    for (Row row : tables
        .table(Facts.CHANNELS, new DayRange(LocalDate.EPOCH, days.to()))
        .where(col("guild_id").equalTo(guildId).and(col("user_limit").isNotNull()))
        .groupBy("channel_id")
        .agg(max_by(col("user_limit"), col("changed_date")).as("user_limit"))
        .collectAsList()) {
      limits.put(row.getLong(0), row.getInt(1));
    }
    return limits;
  }

  /** One row per channel: {@code member_seconds, used_seconds, members}. */
  static Dataset<Row> used(Dataset<Row> pieces) {
    var before = Window.partitionBy("channel_id")
        .orderBy("started_at", "ended_at", "member_key")
        .rowsBetween(Window.unboundedPreceding(), -1);
    return pieces
        .selectExpr(
            "channel_id",
            "member_key",
            "started_at",
            "ended_at",
            "voice_seconds",
            "unix_seconds(started_at) AS start",
            "unix_seconds(ended_at) AS end")
        .withColumn("reached", coalesce(max("end").over(before), lit(0L)))
        .withColumn("added", expr("greatest(end - greatest(start, reached), 0)"))
        .groupBy("channel_id")
        .agg(
            sum("voice_seconds").as("member_seconds"),
            sum("added").as("used_seconds"),
            expr("count(DISTINCT nullif(member_key, 0))").as("members"));
  }
}
