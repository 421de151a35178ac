package dev.guildhouse.jobs.queries.retention;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** ISO weeks, named by their Monday. */
final class Weeks {
  private static final double ENOUGH = 0.9;

  private Weeks() {}

  /** The weeks of a range that have ended by a day and were watched for at least 90 %. */
  static Set<LocalDate> complete(
      TableReader tables, long guildId, DayRange weeks, LocalDate today) {
    Set<LocalDate> complete = new TreeSet<>();
    for (Row row : tables
        .table(Rollups.of(Entity.GUILD, Period.WEEK), weeks)
        .where(col("guild_id")
            .equalTo(lit(guildId))
            .and(coalesce(col("messages_coverage"), lit(0.0)).geq(ENOUGH)))
        .select(col("period_start_date").cast("string"))
        .collectAsList()) {
      LocalDate monday = LocalDate.parse(row.getString(0));
      if (!monday.plusWeeks(1).isAfter(today)) {
        complete.add(monday);
      }
    }
    return complete;
  }
}
