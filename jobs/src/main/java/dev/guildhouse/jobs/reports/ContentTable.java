package dev.guildhouse.jobs.reports;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Marts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The messages written in a period that got most reactions within their window, ties by message id.
 * A message without a reaction is not among them.
 */
final class ContentTable {
  private static final int ROWS = 50;
  private static final int DIGEST_ROWS = 5;

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Rank", Format.COUNT),
      ReportColumn.of("Written on", Format.DAY),
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Author", Format.TEXT),
      ReportColumn.of("Reactions", Format.COUNT),
      ReportColumn.of("Weighted score", Format.DECIMAL),
      ReportColumn.of("Message", Format.LINK));

  private ContentTable() {}

  static ReportTable read(ReportRequest request, TableReader tables, ChannelNames names) {
    List<Row> found = tables
        .table(Marts.TOP_CONTENT, request.period())
        .where(
            col("guild_id").equalTo(request.guildId()).and(col("reaction_score").gt(0)))
        .orderBy(col("reaction_score").desc(), col("message_id"))
        .withColumn("day_text", col("content_date").cast("string"))
        .limit(ROWS)
        .collectAsList();
    boolean hasAuthors = request.whyNoMembers(tables.sealed()).isEmpty();
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : found) {
      LocalDate day = LocalDate.parse(row.<String>getAs("day_text"));
      rows.add(List.of(
          Cell.of(rows.size() + 1),
          Cell.of(day),
          Cell.of(names.of(row.<Long>getAs("channel_id"))),
          hasAuthors ? author(request, row.<Long>getAs("member_key")) : Cell.NOT_AVAILABLE,
          Cell.of(row.<Long>getAs("reaction_score")),
          new Cell.Decimal(BigDecimal.valueOf(row.<Double>getAs("weighted_score"))
              .setScale(2, RoundingMode.HALF_UP)),
          new Cell.Link(link(request.guildId(), row))));
    }
    return new ReportTable(
        "Content",
        "The messages written in the period that got most reactions, at most " + ROWS + ".",
        COLUMNS,
        rows,
        new ReportTable.Digest(
            "Top messages", List.of("Channel", "Written on", "Reactions"), DIGEST_ROWS));
  }

  /** Under the same pseudonym as in the table of members. */
  private static Cell author(ReportRequest request, long memberKey) {
    return memberKey == MemberKeys.UNKNOWN
        ? Cell.NONE
        : Cell.of(request
            .pseudonyms()
            .of(request.guildId(), YearMonth.from(request.period().from()), memberKey));
  }

  /** Discord finds a message of a thread under the thread, not under the channel it counts for. */
  private static String link(long guildId, Row row) {
    long threadId = row.<Long>getAs("thread_id");
    long place = threadId == 0 ? row.<Long>getAs("channel_id") : threadId;
    return "https://discord.com/channels/" + guildId + "/" + place + "/"
        + row.<Long>getAs("message_id");
  }
}
