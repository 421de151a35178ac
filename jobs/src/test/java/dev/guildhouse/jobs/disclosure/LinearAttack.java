package dev.guildhouse.jobs.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The attack at its strongest: whoever has the shown sums adds and subtracts any of them, any number
 * of times. A few members are singled out if some combination leaves something of what they did, and
 * nothing of what anybody else did. By elimination, which shares no thought with the code it checks.
 */
final class LinearAttack {
  private static final long PRIME = 2_147_483_647L;

  private LinearAttack() {}

  /**
   * Whether some combination tells of these members alone.
   *
   * @param shown for each shown number the atoms that it sums up
   * @param doers who stands behind each atom
   */
  static boolean singlesOut(Set<Long> few, List<Set<Integer>> shown, List<Set<Long>> doers) {
    List<Integer> others = new ArrayList<>();
    List<Integer> theirs = new ArrayList<>();
    for (int atom = 0; atom < doers.size(); atom++) {
      if (!doers.get(atom).isEmpty()) {
        (few.containsAll(doers.get(atom)) ? theirs : others).add(atom);
      }
    }
    List<Integer> all = new ArrayList<>(others);
    all.addAll(theirs);
    return rank(shown, all) > rank(shown, others);
  }

  private static int rank(List<Set<Integer>> rows, List<Integer> columns) {
    long[][] matrix = new long[rows.size()][columns.size()];
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        matrix[row][column] = rows.get(row).contains(columns.get(column)) ? 1 : 0;
      }
    }
    int rank = 0;
    for (int column = 0; column < columns.size() && rank < matrix.length; column++) {
      int pivot = rank;
      while (pivot < matrix.length && matrix[pivot][column] == 0) {
        pivot++;
      }
      if (pivot == matrix.length) {
        continue;
      }
      long[] swapped = matrix[pivot];
      matrix[pivot] = matrix[rank];
      matrix[rank] = swapped;
      long inverse = power(matrix[rank][column], PRIME - 2);
      for (int row = rank + 1; row < matrix.length; row++) {
        long factor = matrix[row][column] * inverse % PRIME;
        if (factor != 0) {
          for (int at = column; at < columns.size(); at++) {
            matrix[row][at] =
                Math.floorMod(matrix[row][at] - factor * matrix[rank][at] % PRIME, PRIME);
          }
        }
      }
      rank++;
    }
    return rank;
  }

  private static long power(long base, long exponent) {
    long result = 1;
    long square = base % PRIME;
    for (long left = exponent; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        result = result * square % PRIME;
      }
      square = square * square % PRIME;
    }
    return result;
  }
}
