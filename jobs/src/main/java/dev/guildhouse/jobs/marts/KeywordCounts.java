package dev.guildhouse.jobs.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.split;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * How many live messages of a day hold each keyword of the guild, by channel and in all. What fewer
 * than five members wrote is in no row: it would tell what one of them writes about.
 */
public final class KeywordCounts implements TableJob {
  /** Different members who make a keyword common. */
  public static final int FEWEST_MEMBERS = 5;

  @Override
  public TableDef output() {
    return Marts.KEYWORD_DAILY;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(Facts.MESSAGES);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    List<Row> wanted = new ArrayList<>();
    for (long guild : slice.guilds()) {
      inputs
          .config()
          .guild(guild)
          .support()
          .keywords()
          .keySet()
          .forEach(keyword -> wanted.add(RowFactory.create(guild, keyword)));
    }
    if (wanted.isEmpty()) {
      return inputs.spark().createDataFrame(List.of(), Schemas.of(output()));
    }
    StructType schema =
        new StructType().add("guild_id", "long", false).add("keyword", "string", false);
    return counted(
        inputs.tables().counted(Facts.MESSAGES, slice),
        inputs.spark().createDataFrame(wanted, schema));
  }

  /**
   * Counts.
   *
   * @param wanted {@code guild_id, keyword} of the configuration, so that no other word is ever kept
   */
  static Dataset<Row> counted(Dataset<Row> messages, Dataset<Row> wanted) {
    Dataset<Row> found = messages
        .where("is_live AND is_counted AND keywords IS NOT NULL")
        .withColumn("keyword", explode(split(col("keywords"), ",")))
        .join(broadcast(wanted), new String[] {"guild_id", "keyword"});
    return found
        .unionByName(found.withColumn("channel_id", lit(0L)))
        .groupBy(
            col("created_date").as("keyword_date"),
            col("guild_id"),
            col("channel_id"),
            col("keyword"))
        .agg(
            count(lit(1)).as("messages"),
            expr("count(DISTINCT nullif(member_key, 0))").as("members"),
            max("updated_at").as("updated_at"))
        .where(col("members").geq(FEWEST_MEMBERS))
        .select(Marts.KEYWORD_DAILY.columnNames().stream()
            .map(name -> col(name))
            .toArray(Column[]::new));
  }
}
