package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.reports.content.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How much of a period was really watched.
 *
 * @param watched the watched part of all parts
 * @param all how many parts the period has
 */
public record Coverage(BigDecimal watched, BigDecimal all) {
  /** Below this share nothing is compared. */
  private static final BigDecimal ENOUGH = new BigDecimal("0.9");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** What a row of a rollup tells of a family of events. */
  public static Coverage in(Row row, String family) {
    @Nullable Double share = row.getAs(family + "_coverage");
    return new Coverage(
        share == null ? BigDecimal.ZERO : new BigDecimal(share.toString()), BigDecimal.ONE);
  }

  public boolean isEnough() {
    return watched.compareTo(all.multiply(ENOUGH)) >= 0;
  }

  public boolean isNone() {
    return watched.signum() <= 0;
  }

  public Coverage orLess(Coverage other) {
    return watched.multiply(other.all).compareTo(other.watched.multiply(all)) <= 0 ? this : other;
  }

  /** In percent, to two digits. */
  public Cell.Decimal percent() {
    return new Cell.Decimal(watched.multiply(HUNDRED).divide(all, 2, RoundingMode.HALF_UP));
  }

  /** A number seen under this coverage: a zero that nobody watched is no zero. */
  public Cell seen(BigDecimal number, Cell printed) {
    return number.signum() == 0 && isNone() ? Cell.NOT_WATCHED : printed;
  }
}
