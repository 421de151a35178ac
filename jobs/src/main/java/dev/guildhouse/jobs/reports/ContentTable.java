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
public final class ContentTable {
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

  /**
   * A message of the ranking.
   *
   * @param memberKey of its author; 0 when unknown
   * @param weightedScore to two digits
   */
  public record Content(
      LocalDate day,
      long messageId,
      long channelId,
      long threadId,
      long memberKey,
      long score,
      BigDecimal weightedScore) {

    /** Under the same pseudonym as in the table of members. */
    public Cell author(ReportRequest request) {
      return memberKey == MemberKeys.UNKNOWN
          ? Cell.NONE
          : Cell.of(request
              .pseudonyms()
              .of(request.guildId(), YearMonth.from(request.period().from()), memberKey));
    }

    /** Discord finds a message of a thread under the thread, not under the channel it counts for. */
    public Cell link(ReportRequest request) {
      long place = threadId == 0 ? channelId : threadId;
      return new Cell.Link(
          "https://discord.com/channels/" + request.guildId() + "/" + place + "/" + messageId);
    }
  }

  /** The ranking itself, the best first. */
  public static List<Content> ranked(ReportRequest request, TableReader tables) {
    return tables
        .table(Marts.TOP_CONTENT, request.period())
        .where(
            col("guild_id").equalTo(request.guildId()).and(col("reaction_score").gt(0)))
        .orderBy(col("reaction_score").desc(), col("message_id"))
        .withColumn("day_text", col("content_date").cast("string"))
        .limit(ROWS)
        .collectAsList()
        .stream()
        .map(ContentTable::content)
        .toList();
  }

  private static Content content(Row row) {
    return new Content(
        LocalDate.parse(row.<String>getAs("day_text")),
        row.<Long>getAs("message_id"),
        row.<Long>getAs("channel_id"),
        row.<Long>getAs("thread_id"),
        row.<Long>getAs("member_key"),
        row.<Long>getAs("reaction_score"),
        BigDecimal.valueOf(row.<Double>getAs("weighted_score")).setScale(2, RoundingMode.HALF_UP));
  }

  static ReportTable read(ReportRequest request, TableReader tables, ChannelNames names) {
    boolean hasAuthors = request.whyNoMembers(tables.sealed()).isEmpty();
    List<List<Cell>> rows = new ArrayList<>();
    for (Content content : ranked(request, tables)) {
      rows.add(List.of(
          Cell.of(rows.size() + 1),
          Cell.of(content.day()),
          Cell.of(names.of(content.channelId())),
          hasAuthors ? content.author(request) : Cell.NOT_AVAILABLE,
          Cell.of(content.score()),
          new Cell.Decimal(content.weightedScore()),
          content.link(request)));
    }
    return new ReportTable(
        "Content",
        "The messages written in the period that got most reactions, at most " + ROWS + ".",
        COLUMNS,
        rows,
        new ReportTable.Digest(
            "Top messages", List.of("Channel", "Written on", "Reactions"), DIGEST_ROWS));
  }
}
