package dev.guildhouse.jobs.statistics;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long it takes until something happens, told from cases in which it has happened and cases that
 * were still open when one stopped looking: the product-limit estimate of Kaplan and Meier (1958).
 * Leaving the open cases out would make every backlog look fast.
 */
public final class SurvivalCurve {
  private static final double HALF = 0.5;

  /** Rounding of a product of a few thousand quotients stays far below it. */
  private static final double ROUNDING = 1e-12;

  private final NavigableMap<Long, Long> ended = new TreeMap<>();
  private final NavigableMap<Long, Long> open = new TreeMap<>();

  /**
   * @param ended how long each case took in which it has happened
   * @param open how long each other case was looked at
   */
  public SurvivalCurve(Collection<Long> ended, Collection<Long> open) {
    ended.forEach(duration -> this.ended.merge(duration, 1L, Long::sum));
    open.forEach(duration -> this.open.merge(duration, 1L, Long::sum));
  }

  /** Cases in which it has happened. */
  public long ended() {
    return cases(ended);
  }

  /** Cases that were still open. */
  public long open() {
    return cases(open);
  }

  /**
   * The shortest duration after which it has happened in at least half of the cases; empty when the
   * cases do not tell, because too many are open. A case that was given up at the very moment at
   * which another ended was still open at it.
   */
  public OptionalLong median() {
    double survival = 1;
    long atRisk = ended() + open();
    long before = Long.MIN_VALUE;
    for (var moment : ended.entrySet()) {
      atRisk -= cases(open.subMap(before, moment.getKey()));
      before = moment.getKey();
      survival *= (double) (atRisk - moment.getValue()) / atRisk;
      atRisk -= moment.getValue();
      if (survival <= HALF + ROUNDING) {
        return OptionalLong.of(moment.getKey());
      }
    }
    return OptionalLong.empty();
  }

  private static long cases(SortedMap<Long, Long> durations) {
    return durations.values().stream().mapToLong(Long::longValue).sum();
  }
}
