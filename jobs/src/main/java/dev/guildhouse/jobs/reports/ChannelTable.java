package dev.guildhouse.jobs.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelCoverage;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Uniques;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The channels with most messages in a period, ties by voice, reactions and id. */
public final class ChannelTable {
  private static final TableDef CHANNEL_DAILY = Rollups.of(Entity.CHANNEL, Period.DAY);
  private static final int ROWS = 50;
  private static final int DIGEST_ROWS = 5;

  private static final List<Metric.Sum> SUMS =
      List.of(Metrics.MESSAGES, Metrics.REPLIES, Metrics.REACTIONS_GIVEN, Metrics.VOICE_SECONDS);

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Rank", Format.COUNT),
      ReportColumn.of("Channel", Format.TEXT),
      ReportColumn.of("Messages", Format.COUNT),
      ReportColumn.of("Replies", Format.COUNT),
      ReportColumn.of("Authors", Format.COUNT),
      ReportColumn.of("Reactions", Format.COUNT),
      ReportColumn.of("Voice hours", Format.DECIMAL),
      ReportColumn.of("Messages watched %", Format.DECIMAL));

  private ChannelTable() {}

  public static ReportTable read(ReportRequest request, TableReader tables, ChannelNames names) {
    long guildId = request.guildId();
    DayRange period = request.period();
    ChannelCoverage coverage = ChannelCoverage.read(tables, guildId, period);
    Dataset<Row> authors = new Uniques(tables, guildId)
        .ofChannels(period)
        .select("channel_id", Metrics.UNIQUE_AUTHORS.name());
    List<Row> found = sums(tables, guildId, period)
        .join(authors, new String[] {"channel_id"}, "left")
        .orderBy(
            col(Metrics.MESSAGES.name()).desc(),
            col(Metrics.VOICE_SECONDS.name()).desc(),
            col(Metrics.REACTIONS_GIVEN.name()).desc(),
            col("channel_id"))
        .limit(ROWS)
        .collectAsList();
    boolean isUnknown = request.whyNoUniques(tables.sealed(), period).isPresent();
    boolean isFolded = new ReportPeriod(period).calendar().isEmpty();
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : found) {
      long channelId = row.<Long>getAs("channel_id");
      rows.add(List.of(
          Cell.of(rows.size() + 1),
          Cell.of(names.of(channelId)),
          count(row, Metrics.MESSAGES),
          count(row, Metrics.REPLIES),
          isUnknown && (isFolded || row.isNullAt(row.fieldIndex(Metrics.UNIQUE_AUTHORS.name())))
              ? Cell.NOT_AVAILABLE
              : count(row, Metrics.UNIQUE_AUTHORS),
          coverage
              .of("reactions", channelId)
              .seen(number(row, Metrics.REACTIONS_GIVEN), count(row, Metrics.REACTIONS_GIVEN)),
          coverage
              .of("voice", channelId)
              .seen(
                  number(row, Metrics.VOICE_SECONDS),
                  VoiceHours.of(row.<Long>getAs(Metrics.VOICE_SECONDS.name()))),
          coverage.of("messages", channelId).percent()));
    }
    return new ReportTable(
        "Channels",
        "The channels with most messages, at most " + ROWS + "; threads count under their channel.",
        COLUMNS,
        rows,
        new ReportTable.Digest(
            "Top channels", List.of("Channel", "Messages", "Authors"), DIGEST_ROWS));
  }

  /** Channel 0 holds what happens in no channel, such as joins. */
  private static Dataset<Row> sums(TableReader tables, long guildId, DayRange period) {
    Column[] sums =
        SUMS.stream().map(metric -> sum(metric.name()).as(metric.name())).toArray(Column[]::new);
    return tables
        .table(CHANNEL_DAILY, period)
        .where(col("guild_id").equalTo(guildId).and(col("channel_id").notEqual(0)))
        .groupBy("channel_id")
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  private static BigDecimal number(Row row, Metric metric) {
    Long number = row.getAs(metric.name());
    return BigDecimal.valueOf(number == null ? 0 : number);
  }

  private static Cell count(Row row, Metric metric) {
    return Cell.of(number(row, metric).longValueExact());
  }
}
