package dev.guildhouse.jobs.reports.numbers;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.statistics.SurvivalCurve;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How long cases waited for an answer, where some still wait. Durations are whole seconds. */
public final class Durations {
  private static final Cell TOO_MANY_OPEN = new Cell.Absent("more than half are open");
  private static final Cell NO_CASES = new Cell.Absent("no cases");
  private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3_600);

  private Durations() {}

  /**
   * The waits of some cases.
   *
   * @param cases {@code asked_at} and {@code answered_at}, null while a case is open
   * @param until the day at whose start one stopped looking
   */
  public static SurvivalCurve of(Dataset<Row> cases, LocalDate until) {
    Column end = lit(until + "T00:00:00Z").cast("timestamp");
    List<Long> ended = new ArrayList<>();
    List<Long> open = new ArrayList<>();
    for (Row row : cases
        .select(
            expr("answered_at IS NULL"),
            expr("unix_micros(answered_at) - unix_micros(asked_at)"),
            end.cast("long").multiply(1_000_000L).minus(expr("unix_micros(asked_at)")))
        .collectAsList()) {
      boolean isOpen = row.getBoolean(0);
      (isOpen ? open : ended).add(row.getLong(isOpen ? 2 : 1) / 1_000_000);
    }
    return new SurvivalCurve(ended, open);
  }

  /** The median as a line of its own, in hours, beside that of the period before. */
  public static Figure median(
      String label,
      Optional<SurvivalCurve> waits,
      Optional<SurvivalCurve> before,
      Coverage coverage) {
    return new Figure(
        label,
        Format.DECIMAL,
        waits.map(Durations::median).orElse(Cell.NOT_AVAILABLE),
        before.map(Durations::median).orElse(Cell.NOT_AVAILABLE),
        Cell.NONE,
        coverage.percent(),
        Cell.NONE);
  }

  /** The median in hours, or why there is none. */
  public static Cell median(SurvivalCurve waits) {
    OptionalLong seconds = waits.median();
    if (seconds.isPresent()) {
      return hours(seconds.getAsLong());
    }
    return waits.ended() + waits.open() == 0 ? NO_CASES : TOO_MANY_OPEN;
  }

  /** Seconds as hours, to two digits. */
  public static Cell hours(long seconds) {
    return new Cell.Decimal(
        BigDecimal.valueOf(seconds).divide(SECONDS_OF_AN_HOUR, 2, RoundingMode.HALF_UP));
  }

  public static BigDecimal ended(SurvivalCurve waits) {
    return BigDecimal.valueOf(waits.ended());
  }

  public static BigDecimal open(SurvivalCurve waits) {
    return BigDecimal.valueOf(waits.open());
  }
}
