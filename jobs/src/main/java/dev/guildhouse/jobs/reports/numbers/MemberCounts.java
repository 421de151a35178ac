package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** How many members a guild had at any instant of some days, bots included, as it was last counted. */
public final class MemberCounts {
  /** For how long a count is carried forward when nobody counted again. */
  private static final Duration LIFE = Duration.ofDays(31);

  private final NavigableMap<Instant, Long> counts;

  private MemberCounts(NavigableMap<Instant, Long> counts) {
    this.counts = counts;
  }

  public static MemberCounts read(TableReader tables, long guildId, DayRange days) {
    NavigableMap<Instant, Long> counts = new TreeMap<>();
    DayRange seen = new DayRange(days.from().minusDays(LIFE.toDays()), days.to());
    for (Row row : tables
        .table(Facts.GUILD_SNAPSHOTS, seen)
        .where(col("guild_id").equalTo(guildId).and(col("members").isNotNull()))
        .select(unix_micros(col("snapshot_at")), col("members"))
        .collectAsList()) {
      counts.put(Instant.EPOCH.plus(row.getLong(0), ChronoUnit.MICROS), row.getLong(1));
    }
    return new MemberCounts(counts);
  }

  /** The last count before an instant; empty when nobody counted in the 31 days before. */
  public OptionalLong before(Instant end) {
    Map.Entry<Instant, Long> last = counts.lowerEntry(end);
    return last == null || last.getKey().isBefore(end.minus(LIFE))
        ? OptionalLong.empty()
        : OptionalLong.of(last.getValue());
  }
}
