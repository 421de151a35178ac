package dev.guildhouse.jobs.lake.spark;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.optimizer.BooleanSimplification$;
import org.apache.spark.sql.catalyst.optimizer.EliminateAggregateFilter$;
import org.apache.spark.sql.catalyst.optimizer.EliminateOuterJoin$;
import org.apache.spark.sql.catalyst.optimizer.FoldablePropagation$;
import org.apache.spark.sql.catalyst.optimizer.GenerateOptimization$;
import org.apache.spark.sql.catalyst.optimizer.InferFiltersFromConstraints$;
import org.apache.spark.sql.catalyst.optimizer.InferFiltersFromGenerate$;
import org.apache.spark.sql.catalyst.optimizer.NullDownPropagation$;
import org.apache.spark.sql.catalyst.optimizer.OptimizeCsvJsonExprs$;
import org.apache.spark.sql.catalyst.optimizer.OptimizeOneRowPlan$;
import org.apache.spark.sql.catalyst.optimizer.OptimizeRand$;
import org.apache.spark.sql.catalyst.optimizer.PruneFilters$;
import org.apache.spark.sql.catalyst.optimizer.ReplaceNullWithFalseInPredicate$;
import org.apache.spark.sql.catalyst.optimizer.SimplifyBinaryComparison$;
import org.apache.spark.sql.catalyst.optimizer.SimplifyConditionals$;
import org.apache.spark.sql.catalyst.optimizer.UnwrapCastInBinaryComparison$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;

/** How much a run has to do, and how Spark goes about it. */
public enum Workload {
  /**
   * Some thousand rows: compiling code for them, planning in stages and sharing work among tasks
   * would cost more than the work itself.
   */
  SMALL("false", "NO_CODEGEN", "1", "-1"),
  LARGE("true", "FALLBACK", "", "64m");

  /**
   * Rules of the optimizer that find next to nothing in the plans of a small run, where they took a
   * quarter of the optimizer's time: the rows are too few to be worth their search.
   */
  private static final String IDLE_RULES = Stream.<Rule<LogicalPlan>>of(
          BooleanSimplification$.MODULE$,
          EliminateAggregateFilter$.MODULE$,
          EliminateOuterJoin$.MODULE$,
          FoldablePropagation$.MODULE$,
          GenerateOptimization$.MODULE$,
          InferFiltersFromConstraints$.MODULE$,
          InferFiltersFromGenerate$.MODULE$,
          NullDownPropagation$.MODULE$,
          OptimizeCsvJsonExprs$.MODULE$,
          OptimizeOneRowPlan$.MODULE$,
          OptimizeRand$.MODULE$,
          PruneFilters$.MODULE$,
          ReplaceNullWithFalseInPredicate$.MODULE$,
          SimplifyBinaryComparison$.MODULE$,
          SimplifyConditionals$.MODULE$,
          UnwrapCastInBinaryComparison$.MODULE$)
      .map(Rule::ruleName)
      .collect(Collectors.joining(
          ",", "", ",org.apache.spark.sql.delta.metric.OptimizeConditionalIncrementMetric"));

  private final String isCompiled;
  private final String factoryMode;
  private final String partitions;
  private final String broadcastBytes;

  Workload(String isCompiled, String factoryMode, String partitions, String broadcastBytes) {
    this.isCompiled = isCompiled;
    this.factoryMode = factoryMode;
    this.partitions = partitions;
    this.broadcastBytes = broadcastBytes;
  }

  /** Has a session go about what comes next in this way. */
  public void settle(SparkSession spark) {
    int cores = spark.sparkContext().defaultParallelism();
    spark.conf().set("spark.sql.codegen.wholeStage", isCompiled);
    spark.conf().set("spark.sql.codegen.factoryMode", factoryMode);
    spark.conf().set("spark.sql.parquet.enableVectorizedReader", isCompiled);
    spark.conf().set("spark.sql.adaptive.enabled", isCompiled);
    spark.conf().set("spark.sql.autoBroadcastJoinThreshold", broadcastBytes);
    spark.conf().set("spark.sql.optimizer.excludedRules", this == SMALL ? IDLE_RULES : "");
    // Rows that are all in one partition join without being sent round first.
    spark.conf().set("spark.sql.optimizer.disableHints", this == SMALL);
    String tasks = partitions.isEmpty() ? Integer.toString(cores) : partitions;
    spark.conf().set("spark.sql.shuffle.partitions", tasks);
    // Files are shared out among the cores, however few bytes they have.
    spark.conf().set("spark.sql.files.minPartitionNum", tasks);
  }
}
