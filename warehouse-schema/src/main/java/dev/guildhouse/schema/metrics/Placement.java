package dev.guildhouse.schema.metrics;

/**
 * Where the rows of a fact table fall in the activity cube: at which hour, in which channel, and to
 * whose account.
 *
 * @param table the fact table
 * @param time the TIMESTAMP column whose hour counts
 * @param day the DATE column of that instant, by which the fact table is cut to days
 * @param channel the channel column, or {@code 0} when the measure has none
 * @param member the member column, or {@code 0} for the unknown member
 * @param condition which rows count, as SQL that Spark and DuckDB both read
 */
public record Placement(
    String table, String time, String day, String channel, String member, String condition) {

  public static Placement of(String table, String time, String day) {
    return new Placement(table, time, day, "channel_id", "member_key", "TRUE");
  }

  public Placement where(String sql) {
    return new Placement(table, time, day, channel, member, sql);
  }

  public Placement by(String memberColumn) {
    return new Placement(table, time, day, channel, memberColumn, condition);
  }

  /** To nobody's account. */
  public Placement byNobody() {
    return by("0");
  }

  /** In no channel. */
  public Placement inNoChannel() {
    return new Placement(table, time, day, "0", member, condition);
  }
}
