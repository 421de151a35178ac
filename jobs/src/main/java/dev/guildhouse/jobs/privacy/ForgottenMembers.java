package dev.guildhouse.jobs.privacy;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.SegmentTables;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Takes members out of the events, from which everything else is folded: what they did goes, and
 * what others did to them was done to nobody. Keys travel as rows, never in the text of a plan.
 */
public final class ForgottenMembers {
  private final long guild;
  private final List<Long> keys;

  /**
   * @param keys all keys that a person ever had in the guild's open months
   */
  public ForgottenMembers(long guild, List<Long> keys) {
    this.guild = guild;
    this.keys = keys.stream().filter(key -> key != MemberKeys.UNKNOWN).toList();
  }

  /**
   * Rewrites the events of the days on which they occur.
   *
   * @return those days; empty when they occur on none
   */
  public Slice eraseEvents(LakeWriter writer) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (Row row : writer
        .table(RawEvents.TABLE)
        .where(col("guild_id").equalTo(guild))
        .transform(this::marked)
        .where(col("is_theirs").or(col("is_to_them")))
        .select(RawEvents.SUBJECT_DATE.name())
        .distinct()
        .collectAsList()) {
      days.add(row.getDate(0).toLocalDate());
    }
    if (days.isEmpty()) {
      return Slice.EMPTY;
    }
    Slice touched = Slice.of(List.of(guild), days);
    // Month by month, so that one commit stays as small as a night's.
    for (Slice month : months(touched)) {
      writer.replace(RawEvents.TABLE, month, without(writer.folded(RawEvents.TABLE, month)));
    }
    return touched;
  }

  /**
   * Takes them out of what is known of coming and going, to which a fold only adds.
   *
   * @return the nights on which they were present, which are to be told anew
   */
  public Slice eraseState(LakeWriter writer) {
    Dataset<Row> known = writer.table(Facts.MEMBERS).where(col("guild_id").equalTo(guild));
    Slice asOf = days(known, Facts.MEMBERS);
    if (!asOf.isEmpty()) {
      writer.replace(
          Facts.MEMBERS,
          asOf,
          known
              .join(theirs(known, "member_key", "did"), "member_key", "left_anti")
              .select(Facts.MEMBERS.columnNames().stream()
                  .map(name -> col(name))
                  .toArray(Column[]::new)));
    }
    TableDef nights = SegmentTables.MEMBER_SEGMENTS;
    Dataset<Row> told = writer.table(nights).where(col("guild_id").equalTo(guild));
    return days(told.join(theirs(told, "member_key", "did"), "member_key", "left_semi"), nights);
  }

  private Slice days(Dataset<Row> rows, TableDef table) {
    List<LocalDate> days = rows.select(table.foldedBy()).distinct().collectAsList().stream()
        .map(row -> row.getDate(0).toLocalDate())
        .toList();
    return Slice.of(List.of(guild), days);
  }

  /** The events without them. */
  Dataset<Row> without(Dataset<Row> events) {
    Column[] columns = RawEvents.TABLE.columnNames().stream()
        .map(name -> name.equals("target_key")
            ? when(col("is_to_them"), lit(MemberKeys.UNKNOWN))
                .otherwise(col(name))
                .as(name)
            : col(name))
        .toArray(Column[]::new);
    return events.transform(this::marked).where(col("is_theirs").equalTo(false)).select(columns);
  }

  private Dataset<Row> marked(Dataset<Row> events) {
    return events
        .join(theirs(events, "member_key", "did"), "member_key", "left")
        .join(theirs(events, "subject_id", "is_subject"), "subject_id", "left")
        .join(theirs(events, "target_key", "is_to_them"), "target_key", "left")
        .withColumn(
            "is_theirs",
            coalesce(col("did"), lit(false)).or(coalesce(col("is_subject"), lit(false))))
        .withColumn("is_to_them", coalesce(col("is_to_them"), lit(false)));
  }

  private Dataset<Row> theirs(Dataset<Row> events, String keyColumn, String flag) {
    return broadcast(events
        .sparkSession()
        .createDataset(keys, Encoders.LONG())
        .toDF(keyColumn)
        .withColumn(flag, lit(true)));
  }

  private static List<Slice> months(Slice slice) {
    List<Slice> months = new ArrayList<>();
    DayRange all = slice.range();
    for (LocalDate first = all.from().withDayOfMonth(1);
        first.isBefore(all.to());
        first = first.plusMonths(1)) {
      LocalDate next = first.plusMonths(1);
      LocalDate start = first;
      Slice month = slice.ofDays(day -> !day.isBefore(start) && day.isBefore(next));
      if (!month.isEmpty()) {
        months.add(month);
      }
    }
    return months;
  }
}
