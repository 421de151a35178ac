package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.reports.content.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Change against the equally long period just before. */
public final class Growth {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Cell NEW = new Cell.Absent("new");
  private static final Cell UNCHANGED = new Cell.Decimal(new BigDecimal("0.00"));

  private Growth() {}

  /** In percent, to two digits; from nothing to something is "new". */
  public static Cell of(BigDecimal number, BigDecimal previous) {
    if (previous.signum() == 0) {
      return number.signum() == 0 ? UNCHANGED : NEW;
    }
    return new Cell.Decimal(
        number.subtract(previous).multiply(HUNDRED).divide(previous, 2, RoundingMode.HALF_UP));
  }

  /** The same, but "not watched" unless both periods were watched enough to be compared. */
  public static Cell of(
      BigDecimal number, Coverage coverage, BigDecimal previous, Coverage previousCoverage) {
    return coverage.isEnough() && previousCoverage.isEnough()
        ? of(number, previous)
        : Cell.NOT_WATCHED;
  }
}
