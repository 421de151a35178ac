package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.marts.Restatements;
import dev.guildhouse.jobs.marts.Restatements.Cause;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes down which numbers a run changes that had been published: those of days, weeks and months
 * that were over and filled in the release before. A run that touches none of them reads nothing.
 */
final class Restating {
  private final TableReader before;
  private final Ledger published;
  private final Reason reason;
  private final Values values;
  private final SparkSession spark;

  private static final StructType REASONS = new StructType()
      .add("guild_id", "long", false)
      .add("period_start_date", "date", false)
      .add("metric", "string", false)
      .add("known_reason", "string", false);

  /**
   * @param before the release that the run builds on
   * @param published its ledger
   * @param reason why the run changes numbers of which the ledger does not tell it
   */
  Restating(
      TableReader before, Ledger published, Reason reason, Values values, SparkSession spark) {
    this.before = before;
    this.published = published;
    this.reason = reason;
    this.values = values;
    this.spark = spark;
  }

  /** Whether it is written down what a number was and is. */
  enum Values {
    TOLD,
    /** The difference is what one member did. */
    WITHHELD
  }

  /** Compares what the jobs of a run have written with what was there before. */
  void record(LakeWriter writer, List<JobOutcome> outcomes) {
    ChangeReasons reasons = new ChangeReasons(writer.ledger().origins());
    List<Dataset<Row>> all = new ArrayList<>();
    for (Period period : Period.values()) {
      for (Entity entity : List.of(Entity.GUILD, Entity.CHANNEL)) {
        TableDef table = Rollups.of(entity, period);
        Slice changed = ended(period, table, outcomes);
        if (!changed.isEmpty()) {
          Cause cause = new Cause(
              reason,
              reasons(reasons, period, changed),
              values == Values.WITHHELD,
              writer.release() + 1,
              writer.run(),
              writer.now());
          all.add(Restatements.of(
              table,
              entity,
              before.folded(table, changed),
              writer.folded(table, changed),
              before
                  .folded(Rollups.of(Entity.GUILD, period), changed)
                  .select("guild_id", "period_start_date"),
              cause));
        }
      }
    }
    all.stream().reduce(Dataset::union).ifPresent(rows -> add(writer, rows));
  }

  private Dataset<Row> reasons(ChangeReasons reasons, Period period, Slice changed) {
    List<Row> rows = new ArrayList<>();
    changed
        .guildsByDay()
        .forEach((start, guilds) -> guilds.forEach(guild -> reasons
            .of(guild, period.holding(start))
            .forEach((metric, told) ->
                rows.add(RowFactory.create(guild, Date.valueOf(start), metric, told)))));
    return spark.createDataFrame(rows, REASONS);
  }

  private Slice ended(Period period, TableDef table, List<JobOutcome> outcomes) {
    LocalDate until = published.filledUntil().getOrDefault(table.name(), LocalDate.MIN);
    return outcomes.stream()
        .filter(outcome -> outcome.job().equals(table.name()))
        .map(JobOutcome::slice)
        .reduce(Slice.EMPTY, Slice::plus)
        .ofGuilds(published.guilds()::contains)
        .ofDays(day -> !period.holding(day).to().isAfter(until));
  }

  private static void add(LakeWriter writer, Dataset<Row> rows) {
    Dataset<Row> kept = writer.keep(rows);
    Slice touched = Slice.EMPTY;
    for (Row row : kept.select("guild_id", "period_start_date").distinct().collectAsList()) {
      touched =
          touched.plus(Slice.of(List.of(row.getLong(0)), List.of(row.getDate(1).toLocalDate())));
    }
    if (!touched.isEmpty()) {
      writer.replace(
          Marts.RESTATEMENTS,
          touched,
          writer.folded(Marts.RESTATEMENTS, touched).unionByName(kept));
    }
    kept.unpersist();
  }
}
