package dev.guildhouse.jobs.lake.spark;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.execution.LeafExecNode;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.ObjectType;
import scala.collection.immutable.Nil$;
import scala.runtime.AbstractPartialFunction;

/**
 * Lets each night run the code of the one before. Spark writes days into the code that it generates
 * for a plan, so that the plan of another night is another class, to be compiled by Spark and then,
 * while it runs slowly, by Java: nearly a third of the processor time of a large night. With the days
 * handed to the code beside it, the text is the same, and Spark finds the class that it has.
 */
public final class SharedCode extends Rule<SparkPlan> {
  @Override
  public SparkPlan apply(SparkPlan plan) {
    if (!SQLConf.get().wholeStageEnabled()) {
      return plan;
    }
    return plan.transformUp(new AbstractPartialFunction<SparkPlan, SparkPlan>() {
      @Override
      public boolean isDefinedAt(SparkPlan node) {
        return !(node instanceof LeafExecNode);
      }

      @Override
      public SparkPlan apply(SparkPlan node) {
        return node.transformExpressions(new AbstractPartialFunction<Expression, Expression>() {
          @Override
          public boolean isDefinedAt(Expression expression) {
            return expression instanceof Literal literal && isDay(literal);
          }

          @Override
          public Expression apply(Expression expression) {
            return new HandedDay((Literal) expression);
          }
        });
      }
    });
  }

  private static boolean isDay(Literal literal) {
    return literal.value() != null && literal.dataType() instanceof DateType;
  }

  /**
   * A day, of which generated code holds no more than a reference.
   *
   * @param epochDay days since the Unix epoch; called by generated code
   */
  public record Day(int epochDay) implements Serializable {}

  /** A literal day that is asked for when the code runs. For all else it is the literal. */
  private static final class HandedDay extends Invoke {
    private static final long serialVersionUID = 1L;

    private final Literal literal;

    HandedDay(Literal literal) {
      super(
          Literal.create(new Day((Integer) literal.value()), new ObjectType(Day.class)),
          "epochDay",
          literal.dataType(),
          none(),
          none(),
          false,
          false,
          true);
      this.literal = literal;
    }

    /** Spark computes stages that are the same only once, and compares them before and after. */
    @Override
    public Expression canonicalized() {
      return literal.canonicalized();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> scala.collection.immutable.Seq<T> none() {
    return (scala.collection.immutable.Seq<T>) Nil$.MODULE$;
  }
}
