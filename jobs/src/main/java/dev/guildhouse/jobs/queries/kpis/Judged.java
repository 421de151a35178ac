package dev.guildhouse.jobs.queries.kpis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Answer;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.schema.tables.KpiTables;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A period of a target that was judged.
 *
 * @param severity empty when nothing was missed or too little was watched
 * @param reason why it was not judged; empty when it was
 */
public record Judged(
    String target,
    String rule,
    String period,
    DayRange days,
    @Nullable BigDecimal wanted,
    @Nullable BigDecimal value,
    double coverage,
    @Nullable Double miss,
    int wrongWay,
    String severity,
    String reason) {
  private static final double ENOUGH = 0.9;

  /** Whether an answer could be given at all. */
  public boolean isKnown() {
    return miss != null;
  }

  /** Whether it was missed. */
  public boolean isAlert() {
    return !severity.isEmpty();
  }

  /** By target, oldest period first. */
  public static Map<String, List<Judged>> read(TableReader tables, long guildId, DayRange days) {
    Map<String, List<Judged>> judged = new TreeMap<>();
    for (Row row : tables
        .table(KpiTables.KPI_RESULTS, days)
        .where(col("guild_id").equalTo(lit(guildId)))
        .withColumn("first", col("period_start_date").cast("string"))
        .withColumn("last", col("as_of_date").cast("string"))
        .orderBy("last", "target_id")
        .collectAsList()) {
      @Nullable String severity = row.getAs("severity");
      @Nullable String reason = row.getAs("not_judged_reason");
      Judged one = new Judged(
          row.getAs("target_id"),
          row.getAs("rule"),
          row.getAs("period"),
          DayRange.through(
              LocalDate.parse(row.<String>getAs("first")),
              LocalDate.parse(row.<String>getAs("last"))),
          row.getAs("target_value"),
          row.getAs("value"),
          row.<Double>getAs("coverage"),
          row.getAs("miss"),
          row.<Integer>getAs("wrong_way_periods"),
          severity == null ? "" : severity,
          reason == null ? "" : reason);
      judged.computeIfAbsent(one.target(), target -> new ArrayList<>()).add(one);
    }
    return judged;
  }

  /** What was reached, or why nothing can be said of it. */
  public Cell valueCell() {
    if (value != null) {
      return Answer.decimal(value);
    }
    return wanted == null ? Cell.NONE : unknown();
  }

  /** What was to be reached; nothing for a condition. */
  public Cell wantedCell() {
    return wanted == null ? Cell.NONE : Answer.decimal(wanted);
  }

  /** By how much it was missed, in percent. */
  public Cell missCell() {
    return miss == null ? unknown() : Answer.percent(miss);
  }

  /** Why nothing can be said. */
  private Cell unknown() {
    return switch (reason) {
      case "not_available" -> Cell.NOT_AVAILABLE;
      case "divided_by_zero" -> new Cell.Absent("divided by zero");
      default -> coverage < ENOUGH ? Cell.NOT_WATCHED : Cell.NONE;
    };
  }

  /** What explains the numbers of some periods that are not available. */
  static Optional<String> note(Collection<Judged> periods) {
    return periods.stream().anyMatch(judged -> judged.reason().equals("not_available"))
        ? Optional.of("NOT_AVAILABLE: over the days of some periods nobody can be followed, because"
            + " members get new keys every month in anonymous mode, or a month of them is sealed.")
        : Optional.empty();
  }

  Cell stateCell() {
    return Cell.of(!isKnown() ? "not judged" : isAlert() ? severity : "met");
  }
}
