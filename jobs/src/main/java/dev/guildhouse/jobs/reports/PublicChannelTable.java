package dev.guildhouse.jobs.reports;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.disclosure.PublicTables;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.Unit;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a week that can be shown by themselves, and last of all the others together. What
 * a channel withholds of one number stands among the others.
 */
final class PublicChannelTable {
  private static final int DIGEST_ROWS = 5;

  private record Shown(String header, Metric metric) {}

  private static final List<Shown> METRICS = List.of(
      new Shown("Messages", Metrics.MESSAGES),
      new Shown("Replies", Metrics.REPLIES),
      new Shown("Authors", Metrics.UNIQUE_AUTHORS),
      new Shown("Reactions", Metrics.REACTIONS_GIVEN),
      new Shown("Voice hours", Metrics.VOICE_SECONDS));

  private PublicChannelTable() {}

  /**
   * Reads it.
   *
   * @param tables in their public form
   */
  static ReportTable read(ReportRequest request, TableReader tables, ChannelNames names) {
    List<Row> found = tables
        .table(Rollups.of(Entity.CHANNEL, Period.WEEK), request.period())
        .orderBy(
            col("channel_id").equalTo(PublicTables.OTHER),
            col(Metrics.MESSAGES.name()).desc_nulls_last(),
            col(Metrics.VOICE_SECONDS.name()).desc_nulls_last(),
            col("channel_id"))
        .collectAsList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Row row : found) {
      long channel = row.<Long>getAs("channel_id");
      List<Cell> cells = new ArrayList<>();
      cells.add(Cell.of(channel == PublicTables.OTHER ? "Other channels" : names.of(channel)));
      METRICS.forEach(
          shown -> cells.add(cell(shown.metric(), row.getAs(shown.metric().name()))));
      rows.add(cells);
    }
    List<ReportColumn> columns = new ArrayList<>();
    columns.add(ReportColumn.of("Channel", Format.TEXT));
    METRICS.forEach(shown -> columns.add(ReportColumn.of(
        shown.header(), shown.metric().unit() == Unit.SECONDS ? Format.DECIMAL : Format.COUNT)));
    return new ReportTable(
        "Channels",
        "The channels with at least five members; threads count under their channel, and what"
            + " cannot be shown by itself under other channels.",
        columns,
        rows,
        new ReportTable.Digest(
            "Top channels", List.of("Channel", "Messages", "Authors"), DIGEST_ROWS));
  }

  private static Cell cell(Metric metric, @Nullable Object number) {
    if (number == null) {
      return Headline.WITHHELD;
    }
    BigDecimal value = new BigDecimal(number.toString());
    return metric.unit() == Unit.SECONDS ? VoiceHours.of(value) : Cell.of(value.longValueExact());
  }
}
