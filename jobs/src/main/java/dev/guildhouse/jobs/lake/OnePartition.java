package dev.guildhouse.jobs.lake;

import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.CoalesceExec;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import org.apache.spark.sql.internal.SQLConf;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Keeps plans of small runs in one task. Where a shuffle would have a single partition, the rows may
 * as well be read one after another: a plan of ten joins is then one task instead of twenty stages.
 */
public final class OnePartition extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  /** Called by Spark, by name. */
  public OnePartition() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectColumnar(new AbstractFunction1<>() {
      @Override
      public ColumnarRule apply(org.apache.spark.sql.SparkSession session) {
        return new AfterPlanning();
      }
    });
    return BoxedUnit.UNIT;
  }

  /** The place that Spark has for rules that come after shuffles were put in. */
  private static final class AfterPlanning extends ColumnarRule {
    @Override
    public Rule<SparkPlan> preColumnarTransitions() {
      return new WithoutShuffles();
    }
  }

  private static final class WithoutShuffles extends Rule<SparkPlan> {
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
}
