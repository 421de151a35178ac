package dev.guildhouse.jobs.lake.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecution;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.ArraySeq;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Few rows as part of the plan. Spark filters such rows while it plans, drops the branches that come
 * out empty, and needs neither a shuffle nor a broadcast to join what is left, so that most plans of
 * a small night are one task and many are none.
 *
 * <p>It speaks to Spark's planner directly: the public way would turn each row into objects and
 * back, and describe each plan for a page that nobody looks at.
 */
public final class LocalRows {
  private LocalRows() {}

  /** The rows of a dataset, computed now. */
  public static List<InternalRow> collect(Dataset<Row> rows) {
    QueryExecution execution = ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution();
    if (execution.optimizedPlan() instanceof LocalRelation done) {
      return List.copyOf(CollectionConverters.asJava(done.data()));
    }
    return Arrays.asList(SQLExecution.withSQLConfPropagated(
        execution.sparkSession(), () -> execution.executedPlan().executeCollect()));
  }

  /** Whether the driver holds all that the rows are made of. */
  public static boolean isLocal(Dataset<Row> rows) {
    return CollectionConverters.asJava(analyzed(rows).collectLeaves()).stream()
        .allMatch(leaf -> leaf instanceof LocalRelation || leaf instanceof OneRowRelation);
  }

  /** The same rows, computed by the settings of another session. */
  public static Dataset<Row> in(org.apache.spark.sql.SparkSession spark, Dataset<Row> rows) {
    return org.apache.spark.sql.classic.Dataset.ofRows((SparkSession) spark, analyzed(rows));
  }

  private static LogicalPlan analyzed(Dataset<Row> rows) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
  }

  /** The rows with exactly the columns of a schema. */
  public static Dataset<Row> inOrder(Dataset<Row> rows, StructType schema) {
    boolean isSame = Arrays.equals(rows.schema().fieldNames(), schema.fieldNames())
        && Arrays.stream(schema.fields())
            .allMatch(
                field -> rows.schema().apply(field.name()).dataType().equals(field.dataType()));
    return isSame
        ? rows
        : rows.select(Arrays.stream(schema.fields())
            .map(field -> functions.col(field.name()).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new));
  }

  /** A dataset that holds the rows itself. */
  public static Dataset<Row> dataset(
      org.apache.spark.sql.SparkSession spark, StructType schema, List<InternalRow> rows) {
    // Spark takes columns by their number, for which it would walk through a linked list each time.
    Object[] columns =
        CollectionConverters.asJava(DataTypeUtils.toAttributes(schema)).toArray(Attribute[]::new);
    LocalRelation relation = new LocalRelation(
        indexed(columns), indexed(rows.toArray(InternalRow[]::new)), false, Option.empty());
    return org.apache.spark.sql.classic.Dataset.ofRows((SparkSession) spark, relation);
  }

  @SuppressWarnings("unchecked")
  private static <T> Seq<T> indexed(Object[] elements) {
    return (Seq<T>) ArraySeq.unsafeWrapArray(elements);
  }
}
