package dev.guildhouse.jobs.drafts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.tables.Marts;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;

/**
 * A keyword of the guild that was written where everybody may know of it.
 *
 * @param messages that hold it, of the channels and days in which at least five members wrote it
 */
public record Topic(String keyword, long messages) {

  /**
   * Those that are configured still, the most written first.
   *
   * @param kind whose sources they are drawn from; moderators' channels are none
   */
  public static List<Topic> read(DraftKind kind, ReportRequest request, TableReader tables) {
    Set<String> configured = request.settings().support().keywords().keySet();
    if (configured.isEmpty()) {
      return List.of();
    }
    Column isShown = col("guild_id")
        .equalTo(request.guildId())
        .and(col("channel_id").notEqual(0))
        .and(Sources.of(kind, request).hold("channel_id"))
        .and(col("keyword").isin(configured.toArray()));
    return tables
        .table(Marts.KEYWORD_DAILY, request.period())
        .where(isShown)
        .groupBy("keyword")
        .agg(sum("messages").as("messages"))
        .orderBy(col("messages").desc(), col("keyword"))
        .collectAsList()
        .stream()
        .map(row -> new Topic(row.getString(0), row.getLong(1)))
        .toList();
  }
}
