package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.time.DayRange;

/** How much of what was said of a period was said differently before. */
public final class Restated {
  private Restated() {}

  /** What tells a reader of it. */
  public static String note(long numbers) {
    return "Restated: " + numbers + " numbers of this period were published differently before:"
        + " guildhouse restatements list.";
  }

  /** How many numbers of periods that begin within a range were published and changed since. */
  public static long numbers(TableReader tables, long guildId, DayRange days) {
    return tables
        .table(Marts.RESTATEMENTS, days)
        .where(col("guild_id").equalTo(guildId))
        .select("table_name", "channel_id", "period_start_date", "metric")
        .distinct()
        .count();
  }
}
