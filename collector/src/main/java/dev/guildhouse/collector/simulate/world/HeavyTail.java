package dev.guildhouse.collector.simulate.world;

import java.util.ArrayDeque;

/**
 * Draws ranks from a Zipf distribution in constant time (alias method): rank r weighs
 * {@code 1 / (r + shift) ^ exponent}.
 */
public final class HeavyTail {
  private final double[] keep;
  private final int[] alias;

  public HeavyTail(int ranks, double shift, double exponent) {
    double[] weights = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      // StrictMath, because Math may differ in the last digit between machines.
      weights[rank] = StrictMath.pow(rank + shift, -exponent);
      sum += weights[rank];
    }
    keep = new double[ranks];
    alias = new int[ranks];
    ArrayDeque<Integer> small = new ArrayDeque<>();
    ArrayDeque<Integer> large = new ArrayDeque<>();
    for (int rank = 0; rank < ranks; rank++) {
      weights[rank] *= ranks / sum;
      (weights[rank] < 1 ? small : large).add(rank);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int poor = small.remove();
      int rich = large.remove();
      keep[poor] = weights[poor];
      alias[poor] = rich;
      weights[rich] -= 1 - weights[poor];
      (weights[rich] < 1 ? small : large).add(rich);
    }
    small.forEach(rank -> keep[rank] = 1);
    large.forEach(rank -> keep[rank] = 1);
  }

  /** 0 is the most likely. */
  public int rank(Draws draws) {
    int column = draws.below(keep.length);
    return draws.share() < keep[column] ? column : alias[column];
  }
}
