package dev.guildhouse.jobs.lake;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of one guild alone, so that whatever is asked for, no other guild's can be told. */
public final class GuildTables implements TableReader {
  private static final String GUILD = "guild_id";

  private final TableReader tables;
  private final long guildId;

  public GuildTables(TableReader tables, long guildId) {
    this.tables = tables;
    this.guildId = guildId;
  }

  @Override
  public Dataset<Row> table(TableDef table, DayRange countedOn) {
    return ofGuild(tables.table(table, countedOn));
  }

  @Override
  public Dataset<Row> folded(TableDef table, Slice slice) {
    return ofGuild(tables.folded(table, slice));
  }

  @Override
  public Dataset<Row> table(TableDef table) {
    return ofGuild(tables.table(table));
  }

  @Override
  public SealedMonths sealed() {
    return tables.sealed();
  }

  @Override
  public long release() {
    return tables.release();
  }

  private Dataset<Row> ofGuild(Dataset<Row> rows) {
    return rows.where(col(GUILD).equalTo(guildId));
  }
}
