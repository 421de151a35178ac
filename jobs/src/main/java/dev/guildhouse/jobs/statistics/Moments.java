package dev.guildhouse.jobs.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * What mean and deviation of whole numbers come from; exact, so that the order of adding never
 * changes a digit.
 *
 * @param size how many numbers there are
 * @param sum of the numbers
 * @param squares sum of their squares
 */
public record Moments(long size, BigInteger sum, BigInteger squares) {
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** The mean to 34 digits; 0 of no numbers. */
  public BigDecimal mean() {
    return size == 0
        ? BigDecimal.ZERO
        : new BigDecimal(sum).divide(BigDecimal.valueOf(size), PRECISION);
  }

  /** The sample standard deviation, by n − 1, to 34 digits; 0 of fewer than two numbers. */
  public BigDecimal sampleDeviation() {
    if (size <= 1) {
      return BigDecimal.ZERO;
    }
    BigInteger n = BigInteger.valueOf(size);
    BigInteger numerator = n.multiply(squares).subtract(sum.multiply(sum));
    BigInteger denominator = n.multiply(n.subtract(BigInteger.ONE));
    return new BigDecimal(numerator)
        .divide(new BigDecimal(denominator), PRECISION)
        .sqrt(PRECISION);
  }
}
