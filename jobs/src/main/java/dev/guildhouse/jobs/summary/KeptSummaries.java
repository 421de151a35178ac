package dev.guildhouse.jobs.summary;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.tables.SummaryTables;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** The table of the summaries that nights have told. Like them it is never changed by late data. */
public final class KeptSummaries {
  private static final TableDef TABLE = SummaryTables.SUMMARIES;

  private final LakeWriter writer;
  private final SparkSession spark;

  public KeptSummaries(LakeWriter writer, SparkSession spark) {
    this.writer = writer;
    this.spark = spark;
  }

  /**
   * Keeps summaries, in place of all that was kept of the same guilds and nights.
   *
   * @param summaries in the moderators' form; what tells of single members in them is left out
   */
  public void keep(List<SummaryDocument> summaries) {
    Slice nights = Slice.EMPTY;
    List<Row> rows = new ArrayList<>();
    for (SummaryDocument summary : summaries) {
      DayRange days = summary.window().days();
      LocalDate night = days.to().minusDays(1);
      long guild = Long.parseLong(summary.guildId());
      nights = nights.plus(Slice.of(List.of(guild), List.of(night)));
      rows.add(RowFactory.create(
          Date.valueOf(night),
          guild,
          days.length(),
          summary.release(),
          summary.withoutMembers().toJson()));
    }
    writer.replace(TABLE, nights, spark.createDataFrame(rows, Schemas.of(TABLE)));
  }

  /**
   * Takes back what was told of days on which somebody is erased, and of days after them: their
   * numbers beside the new ones would tell what that member did. The next night tells anew.
   *
   * @param erased the (guild, day)s
   */
  public void withdraw(Slice erased) {
    if (erased.isEmpty()) {
      return;
    }
    Slice told = Slice.EMPTY;
    for (Row row : writer
        .table(TABLE)
        .where(col("guild_id")
            .isin(erased.guilds().toArray())
            .and(col(TABLE.foldedBy()).geq(Date.valueOf(erased.days().first()))))
        .select(col("guild_id"), col(TABLE.foldedBy()))
        .distinct()
        .collectAsList()) {
      told = told.plus(Slice.of(List.of(row.getLong(0)), List.of(row.getDate(1).toLocalDate())));
    }
    writer.replace(TABLE, told, spark.createDataFrame(List.of(), Schemas.of(TABLE)));
  }
}
