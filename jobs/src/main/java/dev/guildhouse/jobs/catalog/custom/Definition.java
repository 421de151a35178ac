package dev.guildhouse.jobs.catalog.custom;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as its file declares it, all names found in the dictionary.
 *
 * @param name of the report, as it is asked for
 * @param figures headline numbers
 * @param chart the picture of one of its sheets; null when there is none
 */
record Definition(
    String name,
    String title,
    Period period,
    Audience audience,
    List<Sheet> sheets,
    List<Metric> figures,
    @Nullable Lines chart) {

  Definition {
    sheets = List.copyOf(sheets);
    figures = List.copyOf(figures);
  }

  /**
   * Rows of one table.
   *
   * @param range the days, as people write them, told from the day after the report's; {@link
   *     #PERIOD} for those of the report
   * @param limit most rows
   */
  record Sheet(
      String title,
      TableDef table,
      List<Column> columns,
      String range,
      List<Filter> filters,
      List<Order> order,
      int limit) {
    /** The days of the report itself. */
    static final String PERIOD = "period";

    Sheet {
      columns = List.copyOf(columns);
      filters = List.copyOf(filters);
      order = List.copyOf(order);
    }
  }

  /**
   * Which rows stay.
   *
   * @param values of the column's own type; as many as the operator takes
   */
  record Filter(Column column, Operator operator, List<Object> values) {
    Filter {
      values = List.copyOf(values);
    }
  }

  /** How a value is held against others. */
  enum Operator {
    EQUALS,
    NOT_EQUALS,
    AT_LEAST,
    AT_MOST,
    ABOVE,
    BELOW,
    AMONG,
    KNOWN,
    UNKNOWN
  }

  record Order(Column column, Direction direction) {}

  enum Direction {
    ASCENDING,
    DESCENDING
  }

  /**
   * Lines over the days of a sheet.
   *
   * @param steps the column of days
   */
  record Lines(String title, String sheet, Column steps, List<Column> lines) {
    Lines {
      lines = List.copyOf(lines);
    }
  }
}
