package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.metrics.Metric.Sum;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which metrics count a part of what another one counts, as their declarations tell: the other one
 * less the part is then a number too, which nobody declared and everybody can work out.
 */
final class Parts {
  private static final String ALWAYS = "TRUE";
  private static final Pattern CASE = Pattern.compile("CASE WHEN (.+) THEN (.+) ELSE 0 END");

  /** What a sum adds up, and for which rows. */
  private record Counted(String value, String condition) {
    static Counted of(Sum metric) {
      Matcher cases = CASE.matcher(metric.expression());
      return cases.matches()
          ? new Counted(cases.group(2), cases.group(1))
          : new Counted(metric.expression(), ALWAYS);
    }

    boolean isPartOf(Counted whole) {
      return value.equals(whole.value)
          && !condition.equals(whole.condition)
          && (whole.condition.equals(ALWAYS) || condition.startsWith(whole.condition + " AND "));
    }
  }

  private Parts() {}

  /** Whether each thing that the one counts is counted by the other too. */
  static boolean isPartOf(Sum part, Sum whole) {
    return part.placement().equals(whole.placement())
        && Counted.of(part).isPartOf(Counted.of(whole));
  }

  /** Those of some sums that a sum is a part of. */
  static List<Sum> wholesOf(Sum part, List<Sum> sums) {
    return sums.stream().filter(whole -> isPartOf(part, whole)).toList();
  }

  /** Whether everybody whom the one counts is counted by the other too; each is part of itself. */
  static boolean isPartOf(Distinct part, Distinct whole) {
    return ways(whole).containsAll(ways(part));
  }

  /** In how many ways a member can come to be counted. */
  static int breadth(Distinct metric) {
    return ways(metric).size();
  }

  private static Set<String> ways(Distinct metric) {
    return new HashSet<>(Arrays.asList(metric.condition().split(" OR ", -1)));
  }

  /** Whether a sum tells what members did; others tell of bots, or of what happens by itself. */
  static boolean isOfMembers(Metric.Sum metric) {
    return !metric.placement().member().equals("0");
  }
}
