package dev.guildhouse.collector.simulate.truth;

import java.math.BigDecimal;
import java.util.SortedMap;

/**
 * True numbers of one guild, channel or member in one period.
 *
 * @param values by column name; what is not there is 0, or for {@code members_total} and
 *     {@code members_bots} unknown
 */
public record TruthRow(SortedMap<String, BigDecimal> values) {
  public BigDecimal value(String column) {
    return values.getOrDefault(column, BigDecimal.ZERO);
  }

  /**
   * A whole number.
   *
   * @throws ArithmeticException when it is none
   */
  public long count(String column) {
    return value(column).longValueExact();
  }
}
