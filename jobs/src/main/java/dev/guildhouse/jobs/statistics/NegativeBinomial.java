package dev.guildhouse.jobs.statistics;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * Counts that vary more than independent events do: their variance is {@code mean + dispersion ·
 * mean²}. Without dispersion they are Poisson.
 *
 * @param mean the expected count; at least 0
 * @param dispersion at least 0
 */
public record NegativeBinomial(double mean, double dispersion) {
  /** Below this the two differ by less than a double can tell. */
  private static final double NO_DISPERSION = 1e-9;

  public NegativeBinomial {
    if (!(mean >= 0 && dispersion >= 0)) {
      throw new IllegalArgumentException("mean " + mean + ", dispersion " + dispersion);
    }
  }

  /**
   * How improbable a count is in either direction: twice the smaller tail, of which the count itself
   * makes only half, so that the answer is right on average although counts are whole numbers.
   *
   * @return 0 to 1
   */
  public double twoSidedMidP(long count) {
    double half = probability(count) / 2;
    return Math.min(1, 2 * Math.min(below(count) + half, above(count) + half));
  }

  /** The probability of exactly this count. */
  public double probability(long count) {
    if (count < 0) {
      return 0;
    }
    if (mean == 0) {
      return count == 0 ? 1 : 0;
    }
    if (dispersion < NO_DISPERSION) {
      return Math.exp(count * Math.log(mean) - mean - Gamma.logGamma(count + 1.0));
    }
    double size = 1 / dispersion;
    return Math.exp(Gamma.logGamma(count + size)
        - Gamma.logGamma(count + 1.0)
        - Gamma.logGamma(size)
        + size * Math.log(size / (size + mean))
        + count * Math.log(mean / (size + mean)));
  }

  /** The probability of a smaller count. */
  public double below(long count) {
    if (count <= 0) {
      return 0;
    }
    if (mean == 0) {
      return 1;
    }
    if (dispersion < NO_DISPERSION) {
      return Gamma.regularizedGammaQ((double) count, mean);
    }
    double size = 1 / dispersion;
    return Beta.regularizedBeta(size / (size + mean), size, (double) count);
  }

  /** The probability of a larger count; exact also where it is tiny. */
  public double above(long count) {
    if (count < 0) {
      return 1;
    }
    if (mean == 0) {
      return 0;
    }
    if (dispersion < NO_DISPERSION) {
      return Gamma.regularizedGammaP(count + 1.0, mean);
    }
    double size = 1 / dispersion;
    return Beta.regularizedBeta(mean / (size + mean), count + 1.0, size);
  }
}
