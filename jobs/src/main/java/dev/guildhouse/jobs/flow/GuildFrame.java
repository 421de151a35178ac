package dev.guildhouse.jobs.flow;

import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * What the configuration says of guilds, as small datasets to join with.
 *
 * @param guilds the guilds that matter
 */
public record GuildFrame(SparkSession spark, Config config, NavigableSet<Long> guilds) {

  /** One row per guild: organization and thresholds. */
  public Dataset<Row> settings() {
    List<Row> rows = new ArrayList<>();
    for (long guild : guilds) {
      GuildSettings settings = config.guild(guild);
      rows.add(RowFactory.create(
          guild,
          config.organizationOf(guild),
          settings.reactionWindowDays(),
          settings.topContent(),
          settings.voice().minimumSessionSeconds()));
    }
    StructType schema = new StructType()
        .add("guild_id", "long", false)
        .add("organization_id", "long", false)
        .add("reaction_window_days", "int", false)
        .add("top_content", "int", false)
        .add("minimum_session_seconds", "int", false);
    return functions.broadcast(spark.createDataFrame(rows, schema));
  }

  /** One row per guild and {@code emoji_name} that is a vote or has a weight of its own. */
  public Dataset<Row> emoji() {
    List<Row> rows = new ArrayList<>();
    for (long guild : guilds) {
      GuildSettings settings = config.guild(guild);
      Map<String, Integer> votes = new HashMap<>();
      settings.votes().up().forEach(emoji -> votes.put(emoji, 1));
      settings.votes().down().forEach(emoji -> votes.put(emoji, -1));
      Set<String> known = new HashSet<>(votes.keySet());
      known.addAll(settings.emojiWeights().keySet());
      for (String emoji : known) {
        java.math.BigDecimal weight = settings.emojiWeights().get(emoji);
        rows.add(RowFactory.create(
            guild,
            emoji,
            votes.getOrDefault(emoji, 0),
            weight == null ? 1.0 : weight.doubleValue()));
      }
    }
    StructType schema = new StructType()
        .add("guild_id", "long", false)
        .add("emoji_name", "string", false)
        .add("vote", "int", false)
        .add("weight", "double", false);
    return functions.broadcast(spark.createDataFrame(rows, schema));
  }
}
