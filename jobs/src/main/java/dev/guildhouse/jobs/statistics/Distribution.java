package dev.guildhouse.jobs.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How whole numbers are spread over their owners, such as messages over members. It grows with the
 * different numbers there are, not with the owners.
 *
 * @param owners by number, none below 0: how many have it
 */
public record Distribution(NavigableMap<Long, Long> owners) {
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  public Distribution {
    NavigableMap<Long, Long> copy = new TreeMap<>(owners);
    copy.values().removeIf(count -> count == 0);
    if (!copy.isEmpty() && copy.firstKey() < 0) {
      throw new IllegalArgumentException("a number below 0: " + copy.firstKey());
    }
    owners = Collections.unmodifiableNavigableMap(copy);
  }

  /** How many owners there are. */
  public long size() {
    return owners.values().stream().mapToLong(Long::longValue).sum();
  }

  public Moments moments() {
    BigInteger sum = BigInteger.ZERO;
    BigInteger squares = BigInteger.ZERO;
    for (Map.Entry<Long, Long> entry : owners.entrySet()) {
      BigInteger value = BigInteger.valueOf(entry.getKey());
      BigInteger total = value.multiply(BigInteger.valueOf(entry.getValue()));
      sum = sum.add(total);
      squares = squares.add(total.multiply(value));
    }
    return new Moments(size(), sum, squares);
  }

  /**
   * The number below which a share of the owners lies, by linear interpolation between neighbours.
   *
   * @param share 0 to 1
   * @throws IllegalStateException when there are no owners
   */
  public BigDecimal percentile(BigDecimal share) {
    requireOwners();
    BigDecimal place = share.multiply(BigDecimal.valueOf(size() - 1));
    long below = place.setScale(0, RoundingMode.FLOOR).longValueExact();
    BigDecimal lower = BigDecimal.valueOf(at(below));
    BigDecimal upper = BigDecimal.valueOf(at(Math.min(below + 1, size() - 1)));
    BigDecimal part = place.subtract(BigDecimal.valueOf(below));
    return lower.add(part.multiply(upper.subtract(lower)));
  }

  /**
   * How unequal the owners are, from 0 (all the same) to 1 (one has it all): the Gini coefficient
   * × n / (n − 1), which small groups do not flatter.
   *
   * @throws IllegalStateException when there are fewer than two owners, or all numbers are 0
   */
  public BigDecimal gini() {
    BigInteger n = BigInteger.valueOf(size());
    BigInteger sum = moments().sum();
    if (size() < 2 || sum.signum() == 0) {
      throw new IllegalStateException("nothing is shared among " + size() + " owners");
    }
    // Twice the sum of rank × number over the ascending numbers, ranks from 1.
    BigInteger ranked = BigInteger.ZERO;
    BigInteger before = BigInteger.ZERO;
    for (Map.Entry<Long, Long> entry : owners.entrySet()) {
      BigInteger count = BigInteger.valueOf(entry.getValue());
      BigInteger twiceRanks = count.multiply(before.add(before).add(count).add(BigInteger.ONE));
      ranked = ranked.add(twiceRanks.multiply(BigInteger.valueOf(entry.getKey())));
      before = before.add(count);
    }
    BigInteger numerator = ranked.subtract(n.add(BigInteger.ONE).multiply(sum));
    BigInteger denominator = n.subtract(BigInteger.ONE).multiply(sum);
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), PRECISION);
  }

  /**
   * Which part of all the largest numbers have together.
   *
   * @param share of the owners, rounded up to whole owners
   * @throws IllegalStateException when all numbers are 0
   */
  public BigDecimal shareOfTop(BigDecimal share) {
    BigInteger sum = moments().sum();
    if (sum.signum() == 0) {
      throw new IllegalStateException("nothing is shared among " + size() + " owners");
    }
    long left = share
        .multiply(BigDecimal.valueOf(size()))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
    BigInteger top = BigInteger.ZERO;
    for (Map.Entry<Long, Long> entry : owners.descendingMap().entrySet()) {
      long taken = Math.min(left, entry.getValue());
      top = top.add(BigInteger.valueOf(entry.getKey()).multiply(BigInteger.valueOf(taken)));
      left -= taken;
    }
    return new BigDecimal(top).divide(new BigDecimal(sum), PRECISION);
  }

  /** The number at a place of the ascending numbers, from 0. */
  private long at(long place) {
    long before = 0;
    for (Map.Entry<Long, Long> entry : owners.entrySet()) {
      before += entry.getValue();
      if (place < before) {
        return entry.getKey();
      }
    }
    throw new IndexOutOfBoundsException("no place " + place + " among " + before);
  }

  private void requireOwners() {
    if (owners.isEmpty()) {
      throw new IllegalStateException("nobody owns anything");
    }
  }
}
