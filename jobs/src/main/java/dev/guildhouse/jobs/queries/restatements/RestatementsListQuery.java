package dev.guildhouse.jobs.queries.restatements;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.schema.tables.Marts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Which published numbers changed, from what to what, when and why. */
final class RestatementsListQuery implements Query {
  private static final String SINCE = "since-release";
  private static final String ERASURE = "erasure";
  private static final Cell WITHHELD = new Cell.Absent("withheld");
  private static final Cell NOT_KNOWN = new Cell.Absent("not known");

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Period starts", Format.DAY),
      ReportColumn.of("Table", Format.TEXT),
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Number", Format.TEXT),
      ReportColumn.of("From", Format.DECIMAL),
      ReportColumn.of("To", Format.DECIMAL),
      ReportColumn.of("Why", Format.TEXT),
      ReportColumn.of("Changed on", Format.DAY),
      ReportColumn.of("Release", Format.COUNT));

  @Override
  public String name() {
    return "restatements list";
  }

  @Override
  public String doc() {
    return "Published numbers of guilds and channels that changed: from what to what, when and why.";
  }

  @Override
  public List<QueryOption> options() {
    return List.of(QueryOption.number(
        SINCE,
        "Only what changed after this release; the manifest of a report names its own.",
        null));
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    long since = request.arguments().number(SINCE).orElse(0);
    ChannelNames names =
        ChannelNames.read(tables, request.guildId(), request.period().to());
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : tables
        .table(Marts.RESTATEMENTS, request.period())
        .where(col("guild_id").equalTo(request.guildId()).and(col("release").gt(since)))
        .withColumn("start", col("period_start_date").cast("string"))
        .withColumn("changed_on", col("restated_at").cast("date").cast("string"))
        .orderBy("period_start_date", "table_name", "channel_id", "metric", "release")
        .collectAsList()) {
      rows.add(row(row, names));
    }
    return Answer.to(this, request, "Restatements")
        .with(new ReportTable(
            "Restatements",
            since == 0
                ? "Numbers of periods that begin in these days, by period, table and channel."
                : "The same, as far as they changed after release " + since + ".",
            COLUMNS,
            rows,
            null))
        .where("late", "Events came after the number was published.")
        .where(
            "duplicate",
            "A join or leave was told once more, and earlier: it counts once, at the first telling.")
        .where("delete", "Something was deleted or taken back after the number was published.")
        .where(
            "definition",
            "Another rule holds now, such as other ignored channels, votes or weights, or another"
                + " Guildhouse. Where a member is ignored, the number is withheld as after an"
                + " erasure.")
        .where(
            ERASURE,
            "A member was erased. What the number was and is would tell what that member did, so"
                + " both are withheld.")
        .content(tables);
  }

  private static List<Cell> row(Row row, ChannelNames names) {
    long channel = row.<Long>getAs("channel_id");
    String reason = row.getAs("reason");
    boolean isWithheld = row.getAs("old_value") == null && row.getAs("new_value") == null;
    Cell unknown = isWithheld ? WITHHELD : NOT_KNOWN;
    return List.of(
        Cell.of(LocalDate.parse(row.<String>getAs("start"))),
        Cell.of(row.<String>getAs("table_name")),
        channel == 0 ? Cell.NONE : Cell.of(names.of(channel)),
        Cell.of(row.<String>getAs("metric")),
        value(row.getAs("old_value"), unknown),
        value(row.getAs("new_value"), unknown),
        Cell.of(reason),
        Cell.of(LocalDate.parse(row.<String>getAs("changed_on"))),
        Cell.of(row.<Long>getAs("release")));
  }

  /** With the digits that it has, whole numbers without any. */
  private static Cell value(@Nullable BigDecimal number, Cell unknown) {
    if (number == null) {
      return unknown;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 ? Cell.of(stripped.longValueExact()) : new Cell.Decimal(stripped);
  }
}
