package dev.guildhouse.jobs.queries.analysis;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.tables.AnomalyTables;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Hours and days that were unlike the same hours of the 8 weeks before. */
final class AnomaliesQuery implements Query {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm", Locale.ENGLISH);

  @Override
  public String name() {
    return "anomalies list";
  }

  @Override
  public String doc() {
    return "Hours and days of the guild and its channels that were unlike the 8 weeks before.";
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    ZoneId zone = request.settings().timeZone();
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    List<List<Cell>> rows = tables
        .table(AnomalyTables.ANOMALIES, request.period())
        .where(col("guild_id").equalTo(request.guildId()))
        .orderBy(col("starts_at").desc(), col("channel_id"), col("hours").desc(), col("measure"))
        .withColumn("second", org.apache.spark.sql.functions.unix_seconds(col("starts_at")))
        .collectAsList()
        .stream()
        .map(row -> row(row, zone, names))
        .toList();
    return Answer.to(this, request, "Anomalies")
        .with(new ReportTable(
            "Anomalies",
            rows.isEmpty() ? "Nothing was unusual." : "The newest first.",
            List.of(
                ReportColumn.of("When", Format.TEXT),
                ReportColumn.of("Judged", Format.TEXT),
                ReportColumn.of("Where", Format.TEXT),
                ReportColumn.of("What", Format.TEXT),
                ReportColumn.of("Observed", Format.COUNT),
                ReportColumn.of("Usual", Format.DECIMAL),
                ReportColumn.of("Members", Format.COUNT),
                ReportColumn.of("Channels behind it", Format.TEXT),
                ReportColumn.of("Weeks before", Format.COUNT),
                ReportColumn.of("False discoveries up to %", Format.DECIMAL)),
            rows,
            null))
        .where(
            "Usual",
            "The median of the same hours of the week in the 8 weeks before, smoothed"
                + " with the hours beside them; what was unusual itself is left out. Hours that usually"
                + " have fewer than 5 are judged together, by the day.")
        .where(
            "False discoveries up to %",
            "If all that is at least as unusual on that day is"
                + " believed, this share of it is expected to be chance; at most 5.")
        .where("Members", "Different members who made what was observed.")
        .note(
            "Times are those of " + zone.getId() + ". A day is judged only where at least 4 of the"
                + " weeks before were watched, and a channel from the first hour it was seen in.")
        .content(tables);
  }

  private static List<Cell> row(Row row, ZoneId zone, ChannelNames names) {
    long channel = row.<Long>getAs("channel_id");
    int hours = row.<Integer>getAs("hours");
    Instant start = Instant.ofEpochSecond(row.<Long>getAs("second"));
    return List.of(
        Cell.of(HOUR.format(start.atZone(zone))),
        Cell.of(hours == 1 ? "hour" : "quiet hours of the UTC day"),
        Cell.of(channel == 0 ? "guild" : names.of(channel)),
        Cell.of(row.<String>getAs("measure")),
        Cell.of(row.<Long>getAs("observed")),
        Cell.rounded(row.<Double>getAs("expected")),
        Cell.of(row.<Long>getAs("members")),
        Cell.of(channels(row.getJavaMap(row.fieldIndex("channels")), names)),
        Cell.of((long) row.<Integer>getAs("weeks")),
        Cell.rounded(100 * row.<Double>getAs("q_value")));
  }

  private static String channels(Map<String, String> behind, ChannelNames names) {
    return behind.entrySet().stream()
        .sorted(Comparator.comparingLong(
                (Map.Entry<String, String> entry) -> -Math.abs(Long.parseLong(entry.getValue())))
            .thenComparing(Map.Entry::getKey))
        .map(entry -> names.of(Long.parseLong(entry.getKey())) + " "
            + (entry.getValue().startsWith("-") ? "" : "+") + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
