package dev.guildhouse.jobs.queries.serverstats;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each live message in the first kind that fits. What the bot could not see is a kind of its own. */
final class ContentTypes {
  static final String NAME = "Content types";

  static final String MEANING = "Each live message in the first that fits: sticker, file, embed,"
      + " poll, reply, plain. Where the bot may not see content, nobody knows what a message holds.";

  private static final List<String> TYPES =
      List.of("sticker", "file", "embed", "poll", "reply", "plain", "not known");

  private static final String TYPE = "CASE WHEN stickers > 0 THEN 'sticker'"
      + " WHEN attachments > 0 THEN 'file'"
      + " WHEN embeds > 0 THEN 'embed'"
      + " WHEN has_poll THEN 'poll'"
      + " WHEN NOT is_topic THEN 'reply'"
      + " WHEN attachments IS NULL OR embeds IS NULL OR stickers IS NULL OR has_poll IS NULL"
      + " THEN 'not known'"
      + " ELSE 'plain' END";

  private ContentTypes() {}

  static ReportTable read(
      TableReader tables, long guildId, DayRange days, @Nullable Long channelId) {
    Map<String, Long> counts = new HashMap<>();
    tables
        .table(Facts.MESSAGES, days)
        .where(col("guild_id").equalTo(guildId).and(expr("is_counted AND is_live")))
        .where(channelId == null ? lit(true) : col("channel_id").equalTo(channelId))
        .groupBy(expr(TYPE).as("type"))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    return new ReportTable(
        NAME,
        "What the messages of the period hold.",
        List.of(
            ReportColumn.of("Content", Format.TEXT),
            ReportColumn.of("Messages", Format.COUNT),
            ReportColumn.of("Share %", Format.DECIMAL)),
        TYPES.stream()
            .filter(type -> !type.equals("not known") || counts.containsKey(type))
            .map(type -> {
              long messages = counts.getOrDefault(type, 0L);
              return List.of(
                  Cell.of(type), Cell.of(messages), Cell.rounded(100.0 * messages / all));
            })
            .toList(),
        null);
  }
}
