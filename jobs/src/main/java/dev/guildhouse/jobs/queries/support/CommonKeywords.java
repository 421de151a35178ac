package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.KeywordCounts;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.tables.Marts;
import java.time.LocalDate;
import java.util.List;

/** Which of the words that a guild wants to have counted were common. */
public final class CommonKeywords {
  /** The table of all channels together. */
  public static final String NAME = "Keywords";

  private CommonKeywords() {}

  /** Keywords that were common on any of the days, the most written first. */
  static ReportTable all(QueryRequest request, TableReader tables) {
    List<List<Cell>> rows = tables
        .table(Marts.KEYWORD_DAILY, request.period())
        .where(col("guild_id").equalTo(request.guildId()).and(col("channel_id").equalTo(0)))
        .groupBy("keyword")
        .agg(
            sum("messages").as("messages"),
            count(lit(1)).as("days"),
            max("members").as("members"))
        .orderBy(col("messages").desc(), col("keyword"))
        .collectAsList()
        .stream()
        .map(row -> List.of(
            Cell.of(row.<String>getAs("keyword")),
            Cell.of(row.<Long>getAs("messages")),
            Cell.of(row.<Long>getAs("days")),
            Cell.of(row.<Long>getAs("members"))))
        .toList();
    return new ReportTable(
        NAME,
        "Live messages that hold a keyword, of the days on which at least "
            + KeywordCounts.FEWEST_MEMBERS + " members wrote it.",
        List.of(
            ReportColumn.of("Keyword", Format.TEXT),
            ReportColumn.of("Messages", Format.COUNT),
            ReportColumn.of("Days", Format.COUNT),
            ReportColumn.of("Most members in a day", Format.COUNT)),
        rows,
        null);
  }

  /** The same by day and channel. */
  static ReportTable byChannel(QueryRequest request, TableReader tables, ChannelNames names) {
    List<List<Cell>> rows = tables
        .table(Marts.KEYWORD_DAILY, request.period())
        .where(col("guild_id").equalTo(request.guildId()).and(col("channel_id").notEqual(0)))
        .withColumn("day", col("keyword_date").cast("string"))
        .orderBy(col("day"), col("messages").desc(), col("channel_id"), col("keyword"))
        .collectAsList()
        .stream()
        .map(row -> List.of(
            Cell.of(LocalDate.parse(row.<String>getAs("day"))),
            Cell.of(names.of(row.<Long>getAs("channel_id"))),
            Cell.of(row.<String>getAs("keyword")),
            Cell.of(row.<Long>getAs("messages")),
            Cell.of(row.<Long>getAs("members"))))
        .toList();
    return new ReportTable(
        "Keywords by channel",
        "Channels and days on which at least " + KeywordCounts.FEWEST_MEMBERS
            + " members wrote a keyword.",
        List.of(
            ReportColumn.of("Day", Format.DAY),
            ReportColumn.of("Channel", Format.TEXT),
            ReportColumn.of("Keyword", Format.TEXT),
            ReportColumn.of("Messages", Format.COUNT),
            ReportColumn.of("Members", Format.COUNT)),
        rows,
        null);
  }
}
