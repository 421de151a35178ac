package dev.guildhouse.jobs.queries.segments;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.tables.SegmentTables;
import java.time.LocalDate;
import org.apache.spark.sql.Row;

/** Which night a question is answered by. */
public final class Nights {
  private Nights() {}

  /**
   * The last night that ends within the days asked for.
   *
   * @throws WarehouseException with code WAITING when none was told
   */
  public static LocalDate last(Query query, QueryRequest request, TableReader tables) {
    Row row = tables
        .table(SegmentTables.SEGMENT_COUNTS, request.period())
        .where(col("guild_id").equalTo(lit(request.guildId())))
        .agg(max("as_of_date").cast("string"))
        .first();
    if (row.isNullAt(0)) {
      throw WarehouseException.waiting(
          "answer " + query.name() + " for " + request.period(),
          "no night of guild " + request.guildId() + " was told in these days",
          "Run guildhouse run nightly, or guildhouse backfill for past days.");
    }
    return LocalDate.parse(row.getString(0));
  }
}
