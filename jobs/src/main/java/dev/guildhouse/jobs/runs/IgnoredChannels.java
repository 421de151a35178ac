package dev.guildhouse.jobs.runs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Keeps channels that a guild ignores out of its facts, from which everything else is counted. It
 * leaves facts out and not events, because who goes into an ignored voice channel leaves another one.
 */
final class IgnoredChannels {
  private final Config config;

  IgnoredChannels(Config config) {
    this.config = config;
  }

  /** Whether a table holds facts of channels; what a channel is called is no fact about members. */
  static boolean isConcerned(TableDef table) {
    return Facts.ALL.contains(table)
        && !table.equals(Facts.CHANNELS)
        && table.columnNames().contains("channel_id");
  }

  /** The rows of a slice of a table, without those of ignored channels. */
  Dataset<Row> leftOut(TableDef table, Slice slice, Dataset<Row> rows) {
    if (!isConcerned(table)) {
      return rows;
    }
    return slice.guilds().stream()
        .flatMap(guild -> isIgnored(guild).stream())
        .reduce(Column::or)
        .map(ignored -> rows.where(not(ignored)))
        .orElse(rows);
  }

  private List<Column> isIgnored(long guild) {
    List<Long> channels = config.guild(guild).ignoredChannels();
    return channels.isEmpty()
        ? List.of()
        : List.of(col("guild_id").equalTo(guild).and(col("channel_id").isin(channels.toArray())));
  }
}
