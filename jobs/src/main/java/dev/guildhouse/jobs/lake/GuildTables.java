package dev.guildhouse.jobs.lake;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.schema.tables.TableDef;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of one guild alone, so that whatever is asked for, no other guild's can be told. */
public final class GuildTables extends ShownTables {
  private static final String GUILD = "guild_id";

  private final long guildId;

  public GuildTables(TableReader tables, long guildId) {
    super(tables);
    this.guildId = guildId;
  }

  @Override
  protected Dataset<Row> shown(TableDef table, Dataset<Row> rows) {
    return rows.where(col(GUILD).equalTo(guildId));
  }
}
