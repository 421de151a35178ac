package dev.guildhouse.jobs.queries.support;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.numbers.Durations;
import dev.guildhouse.jobs.statistics.SurvivalCurve;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the threads and questions of a period fared. Each is judged when its time is up, so that an old
 * one had no longer for an answer than a young one; what is younger than that at the end of the period
 * is not judged yet.
 */
public final class Waiting {
  private static final int HOURS_OF_A_DAY = 24;

  private final Dataset<Row> cases;
  private final DayRange days;

  private Waiting(Dataset<Row> cases, DayRange days) {
    this.cases = cases;
    this.days = days;
  }

  /**
   * Reads the cases of days over which members keep their keys.
   *
   * @param hours hours without a reply by another member after which a case is unanswered
   */
  public static Waiting read(TableReader tables, long guildId, DayRange days, int hours) {
    return of(HelpCases.read(tables, guildId, days), days, hours);
  }

  /**
   * The cases whose time was up on a day: after its start, and at its end at the latest. Members must
   * keep their keys over {@link #daysUpTo}.
   */
  public static Waiting dueOn(TableReader tables, long guildId, LocalDate day, int hours) {
    DayRange days = daysUpTo(day, hours);
    Column start = lit(day + "T00:00:00Z").cast("timestamp");
    return of(HelpCases.read(tables, guildId, days).where(due(hours).gt(start)), days, hours);
  }

  /** The days on which the cases may have begun whose time was up on a day, and that day. */
  public static DayRange daysUpTo(LocalDate day, int hours) {
    return new DayRange(
        day.minusDays((hours + HOURS_OF_A_DAY - 1) / HOURS_OF_A_DAY), day.plusDays(1));
  }

  private static Column due(int hours) {
    return expr("asked_at + make_dt_interval(0, " + hours + ")");
  }

  static Waiting of(Dataset<Row> cases, DayRange days, int hours) {
    Column end = lit(days.to() + "T00:00:00Z").cast("timestamp");
    Column due = due(hours);
    Column isJudged = due.leq(end);
    Column isLate = col("answered_at").isNull().or(col("answered_at").gt(due));
    return new Waiting(
        cases
            .withColumn("is_judged", isJudged)
            .withColumn("is_unanswered", isJudged.and(isLate))
            .persist(),
        days);
  }

  /** Frees what was read. */
  public void forget() {
    cases.unpersist();
  }

  /** Of a kind of case: those unanswered when their time was up. */
  public BigDecimal unanswered(String kind) {
    return count(kind, "is_unanswered");
  }

  /** Of a kind of case: those whose time was up by the end of the period. */
  BigDecimal judged(String kind) {
    return count(kind, "is_judged");
  }

  /** The share of the unanswered among the judged, in percent; empty without any. */
  Optional<BigDecimal> unansweredPercent() {
    BigDecimal judged = judged("thread").add(judged("question"));
    return judged.signum() == 0
        ? Optional.empty()
        : Optional.of(unanswered("thread")
            .add(unanswered("question"))
            .movePointRight(2)
            .divide(judged, MathContext.DECIMAL64));
  }

  SurvivalCurve responses() {
    return Durations.of(cases, days.to());
  }

  /** One row per unanswered case, the oldest first. */
  public List<Row> list() {
    return cases
        .where("is_unanswered")
        .orderBy("asked_at", "case_id")
        .select(
            col("kind"),
            col("channel_id"),
            col("thread_id"),
            col("case_id"),
            to_date(col("asked_at")).cast("string").as("asked_on"),
            date_format(col("answered_at"), "yyyy-MM-dd").as("answered_on"))
        .collectAsList();
  }

  private BigDecimal count(String kind, String condition) {
    return BigDecimal.valueOf(
        cases.where(col("kind").equalTo(kind).and(col(condition))).count());
  }
}
