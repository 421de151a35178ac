package dev.guildhouse.jobs.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.TableDef;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The live messages of each guild and day with most reactions; ties go to the older message. */
public final class TopContent implements TableJob {
  @Override
  public TableDef output() {
    return Marts.TOP_CONTENT;
  }

  @Override
  public List<TableDef> inputs() {
    return List.of(Facts.MESSAGES);
  }

  @Override
  public Dataset<Row> rows(JobInputs inputs, Slice slice) {
    Dataset<Row> messages = inputs.tables().counted(Facts.MESSAGES, slice);
    return ranked(messages, inputs.guilds(slice).settings());
  }

  static Dataset<Row> ranked(Dataset<Row> messages, Dataset<Row> settings) {
    Column[] columns =
        Marts.TOP_CONTENT.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    return messages
        .where(col("is_live").and(col("is_counted")).and(col("reaction_score").gt(0)))
        .join(settings, "guild_id")
        .withColumn(
            "rank",
            row_number()
                .over(Window.partitionBy("guild_id", "created_date")
                    .orderBy(col("reaction_score").desc(), col("message_id"))))
        .where(col("rank").leq(col("top_content")))
        .withColumnRenamed("created_date", "content_date")
        .select(columns);
  }
}
