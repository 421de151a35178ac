package dev.guildhouse.jobs.lake.spark;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.ColumnarRule;
import org.apache.spark.sql.execution.SparkPlan;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** What is changed of every plan after shuffles were put in, and before code is generated for it. */
public final class PlanRules extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final List<Rule<SparkPlan>> ALL = List.of(new OnePartition(), new SharedCode());

  /** Called by Spark, by name. */
  public PlanRules() {}

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    for (Rule<SparkPlan> rule : ALL) {
      extensions.injectColumnar(new AbstractFunction1<>() {
        @Override
        public ColumnarRule apply(SparkSession session) {
          return new AfterPlanning(rule);
        }
      });
    }
    return BoxedUnit.UNIT;
  }

  /** The place that Spark has for such rules. */
  private static final class AfterPlanning extends ColumnarRule {
    private final transient Rule<SparkPlan> rule;

    AfterPlanning(Rule<SparkPlan> rule) {
      this.rule = rule;
    }

    @Override
    public Rule<SparkPlan> preColumnarTransitions() {
      return rule;
    }
  }
}
