package dev.guildhouse.jobs.lake.spark;

import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.internal.SQLConf;
import scala.runtime.AbstractPartialFunction;

/**
 * Keeps plans of small runs in one task. Where a shuffle would have a single partition, the rows may
 * as well be read one after another: a plan of ten joins is then one task instead of twenty stages.
 */
final class OnePartition extends Rule<SparkPlan> {
  @Override
  public SparkPlan apply(SparkPlan plan) {
    // Adaptive plans are those of large runs, which need their tasks even before a single one.
    return SQLConf.get().adaptiveExecutionEnabled()
        ? plan
        : plan.transformUp(new AbstractPartialFunction<SparkPlan, SparkPlan>() {
          @Override
          public boolean isDefinedAt(SparkPlan node) {
            return node instanceof ShuffleExchangeExec shuffle
                && shuffle.outputPartitioning().numPartitions() == 1;
          }

          @Override
          public SparkPlan apply(SparkPlan node) {
            return new CoalesceExec(1, ((ShuffleExchangeExec) node).child());
          }
        });
  }
}
