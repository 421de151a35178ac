package dev.guildhouse.jobs.queries.engagement;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * How far members are trusted: by their highest role that the guild names for it, else by how long
 * they had been there at the end of a period.
 */
final class TrustLevels {
  static final String MEANING =
      "The member's highest role that the guild names for it (trust_roles),"
          + " as it was last seen; else how long the member has been there at the end of the period: since"
          + " the last join, or where none was seen, since the first activity.";

  private static final Cell UNKNOWN = new Cell.Absent("not known");

  private final Map<Long, String> roles;
  private final Map<Long, LocalDate> since;
  private final LocalDate end;

  private TrustLevels(Map<Long, String> roles, Map<Long, LocalDate> since, LocalDate end) {
    this.roles = roles;
    this.since = since;
    this.end = end;
  }

  /**
   * Reads which roles members have, and since when members have been there.
   *
   * @param end the day after the period
   */
  static TrustLevels read(TableReader tables, long guildId, LocalDate end) {
    Map<Long, LocalDate> since = new HashMap<>();
    for (Row row : tables
        .table(Marts.MEMBER_STATE)
        .where(col("guild_id").equalTo(guildId))
        .groupBy("member_key")
        .agg(min("first_active_date").cast("string"))
        .collectAsList()) {
      since.put(row.getLong(0), LocalDate.parse(row.getString(1)));
    }
    for (Row row : tables
        .table(Facts.MEMBERSHIPS)
        .where(col("guild_id")
            .equalTo(guildId)
            .and(col("change").equalTo("joined"))
            .and(col("changed_date").lt(lit(end.toString()).cast("date"))))
        .groupBy("member_key")
        .agg(max("changed_date").cast("string"))
        .collectAsList()) {
      since.put(row.getLong(0), LocalDate.parse(row.getString(1)));
    }
    Map<Long, String> roles = new HashMap<>();
    for (Row row : tables
        .table(Facts.MEMBERS)
        .where(col("guild_id").equalTo(guildId).and(col("trust_level").isNotNull()))
        .select("member_key", "trust_level")
        .collectAsList()) {
      roles.put(row.getLong(0), row.getString(1));
    }
    return new TrustLevels(roles, since, end);
  }

  Cell of(long memberKey) {
    String role = roles.get(memberKey);
    if (role != null) {
      return Cell.of(role);
    }
    LocalDate joined = since.get(memberKey);
    if (joined == null || !joined.isBefore(end)) {
      return UNKNOWN;
    }
    Period tenure = Period.between(joined, end);
    if (tenure.getYears() > 0) {
      return Cell.of("over a year");
    } else if (tenure.getMonths() >= 3) {
      return Cell.of("3 to 12 months");
    }
    return Cell.of(tenure.getMonths() > 0 ? "1 to 3 months" : "under a month");
  }
}
