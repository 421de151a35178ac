package dev.guildhouse.jobs.queries.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.marts.ActiveDays;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** ISO weeks, named by their Monday. */
final class Weeks {
  private static final double ENOUGH = 0.9;

  private Weeks() {}

  /** The first week of which every day is open; before it members have no weeks. */
  static LocalDate firstOpen(TableReader tables, long guildId) {
    LocalDate open = tables.sealed().openFrom(guildId);
    return open.equals(LocalDate.MIN) || Period.WEEK.start(open).equals(open)
        ? open
        : Period.WEEK.start(open).plusWeeks(1);
  }

  /** Why members cannot be followed over some weeks; empty when they can. */
  static Optional<String> sealed(TableReader tables, long guildId, DayRange weeks) {
    return firstOpen(tables, guildId).isAfter(weeks.from())
        ? Optional.of("NOT_AVAILABLE: the months before "
            + tables.sealed().openFrom(guildId)
            + " are sealed, and their members are only tokens, so nobody can be followed over the"
            + " weeks before it.")
        : Optional.empty();
  }

  /** The weeks of a range that have ended by a day and were watched for at least 90 %. */
  static Set<LocalDate> complete(
      TableReader tables, long guildId, DayRange weeks, LocalDate today) {
    Set<LocalDate> complete = new TreeSet<>();
    for (Row row : tables
        .table(Rollups.of(Entity.GUILD, Period.WEEK), weeks)
        .where(col("guild_id").equalTo(lit(guildId)).and(ActiveDays.coverage().geq(ENOUGH)))
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
