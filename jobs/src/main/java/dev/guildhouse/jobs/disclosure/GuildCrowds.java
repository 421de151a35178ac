package dev.guildhouse.jobs.disclosure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Who stands behind each sum of one guild, by channel and day, from the cube. Of everybody only the
 * first few are kept.
 */
final class GuildCrowds {
  private static final int BITS = Long.SIZE - 1;

  /** The sums that tell of members, those that others are a part of first. */
  static final List<Sum> SUMS = Metrics.SUMS.stream()
      .filter(Parts::isOfMembers)
      .sorted(Comparator.comparingInt(sum -> Parts.wholesOf(sum, Metrics.SUMS).size()))
      .toList();

  private static final List<Face> FACES =
      SUMS.stream().flatMap(sum -> Face.of(sum, SUMS).stream()).distinct().toList();

  private record FaceMonth(Face face, YearMonth month) {}

  private final Map<FaceMonth, Map<Atom, Crowd>> crowds = new HashMap<>();

  private GuildCrowds() {}

  /** Reads the activity of a guild's days. */
  static GuildCrowds read(TableReader tables, long guildId, DayRange days) {
    Column[] sums = SUMS.stream().map(sum -> sum(sum.name()).as(sum.name())).toArray(Column[]::new);
    List<Column> columns = new ArrayList<>();
    columns.add(unix_date(col("activity_date")));
    columns.add(col("channel_id"));
    columns.add(col("member_key"));
    for (int first = 0; first < FACES.size(); first += BITS) {
      columns.add(mask(FACES.subList(first, Math.min(FACES.size(), first + BITS))));
    }
    Iterator<Row> rows = tables
        .table(Rollups.ACTIVITY_HOURLY, days)
        .where(col("guild_id").equalTo(guildId))
        .groupBy("activity_date", "channel_id", "member_key")
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length))
        .select(columns.toArray(Column[]::new))
        .toLocalIterator();
    GuildCrowds crowds = new GuildCrowds();
    while (rows.hasNext()) {
      crowds.add(rows.next());
    }
    return crowds;
  }

  /** Who stands behind a number in a month; channels and days without anybody are left out. */
  Map<Atom, Crowd> of(Face face, YearMonth month) {
    return crowds.getOrDefault(new FaceMonth(face, month), Map.of());
  }

  /** One bit for each face that a member has on a day in a channel. */
  private static Column mask(List<Face> faces) {
    Column mask = lit(0L);
    for (int bit = 0; bit < faces.size(); bit++) {
      mask = mask.bitwiseOR(when(faces.get(bit).isThere(), lit(1L << bit)).otherwise(lit(0L)));
    }
    return mask;
  }

  private void add(Row row) {
    LocalDate day = LocalDate.ofEpochDay(row.getInt(0));
    Atom atom = Atom.of(row.getLong(1), day);
    long member = row.getLong(2);
    YearMonth month = YearMonth.from(day);
    for (int face = 0; face < FACES.size(); face++) {
      if ((row.getLong(3 + face / BITS) >> (face % BITS) & 1) != 0) {
        crowds
            .computeIfAbsent(new FaceMonth(FACES.get(face), month), f -> new HashMap<>())
            .compute(atom, (a, crowd) -> (crowd == null ? Crowd.NOBODY : crowd).plus(member));
      }
    }
  }
}
