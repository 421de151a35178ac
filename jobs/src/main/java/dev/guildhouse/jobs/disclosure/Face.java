package dev.guildhouse.jobs.disclosure;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.schema.metrics.Metric.Sum;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * A number of public tables that members stand behind: a sum, or what is left of it without one of
 * its parts.
 *
 * @param without the part, or null
 */
record Face(Sum sum, @Nullable Sum without) {

  static Face of(Sum sum) {
    return new Face(sum, null);
  }

  /** Those to look at before a sum is shown: itself, then what it leaves of the sums it is part of. */
  static List<Face> of(Sum sum, List<Sum> sums) {
    List<Face> faces = new ArrayList<>();
    faces.add(of(sum));
    Parts.wholesOf(sum, sums).forEach(whole -> faces.add(new Face(whole, sum)));
    return faces;
  }

  /** Whether a row of the cube, or of several of its rows, holds any of it. */
  Column isThere() {
    return without == null
        ? col(sum.name()).notEqual(0)
        : col(sum.name()).notEqual(col(without.name()));
  }
}
