package dev.guildhouse.jobs.flow;

import static org.apache.spark.sql.functions.col;

import dev.guildhouse.jobs.lake.spark.Schemas;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.tables.ColumnType;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.MakeDecimal;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.functions;

/**
 * The total of an additive metric over a group. Amounts are added up as whole ten-thousandths: the
 * sum of an 18-digit decimal would have 28 digits, which Spark adds as objects, for every row again.
 * It is as exact, and a total that does not fit is an error either way.
 */
public final class Totals {
  private Totals() {}

  /** The total of the metric's column, by its name. */
  public static Column of(Sum metric) {
    Column value = col(metric.name());
    Column total = metric.type() == ColumnType.DECIMAL
        ? decimal(functions.sum(unscaled(value)))
        : functions.sum(value);
    return total.as(metric.name());
  }

  private static Column unscaled(Column amount) {
    return ExpressionUtils.column(
        new UnscaledValue(ExpressionUtils.expression(amount.cast(Schemas.AMOUNT))));
  }

  private static Column decimal(Column unscaled) {
    return ExpressionUtils.column(new MakeDecimal(
        ExpressionUtils.expression(unscaled),
        Schemas.AMOUNT.precision(),
        Schemas.AMOUNT.scale(),
        false));
  }
}
