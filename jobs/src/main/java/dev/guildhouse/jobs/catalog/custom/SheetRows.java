package dev.guildhouse.jobs.catalog.custom;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.guildhouse.jobs.catalog.custom.Definition.Direction;
import dev.guildhouse.jobs.catalog.custom.Definition.Filter;
import dev.guildhouse.jobs.catalog.custom.Definition.Order;
import dev.guildhouse.jobs.catalog.custom.Definition.Sheet;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MetricFamilies;
import dev.guildhouse.jobs.reports.numbers.VoiceHours;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one sheet. What nobody watched is told as such, and never as a zero. */
final class SheetRows {
  private static final String COUNTED_ON = "counted_on_text";

  private final ReportRequest request;
  private final TableReader tables;
  private final ChannelNames names;

  /**
   * @param tables in their public form, for the public
   */
  SheetRows(ReportRequest request, TableReader tables, ChannelNames names) {
    this.request = request;
    this.tables = tables;
    this.names = names;
  }

  /** The days that a sheet is about. */
  static DayRange days(Sheet sheet, DayRange period) {
    return sheet.range().equals(Sheet.PERIOD)
        ? period
        : RangeText.parse(sheet.range(), period.to());
  }

  ReportTable of(Sheet sheet) {
    DayRange days = days(sheet, request.period());
    Dataset<Row> rows =
        tables.table(sheet.table(), days).where(col("guild_id").equalTo(request.guildId()));
    for (Filter filter : sheet.filters()) {
      rows = rows.where(condition(filter));
    }
    List<SheetColumn> columns = sheet.columns().stream().map(SheetColumn::of).toList();
    List<List<Cell>> cells = new ArrayList<>();
    for (Row row : rows.withColumn(COUNTED_ON, col(sheet.table().countedBy()).cast("string"))
        .orderBy(order(sheet))
        .limit(sheet.limit())
        .collectAsList()) {
      cells.add(columns.stream().map(column -> cell(column, row)).toList());
    }
    return new ReportTable(
        sheet.title(),
        sheet.table().name() + ", " + sheet.table().grain() + ", " + days + "; at most "
            + sheet.limit() + " rows.",
        columns.stream().map(SheetColumn::inReport).toList(),
        cells,
        null);
  }

  private static Column condition(Filter filter) {
    Column column = col(filter.column().name());
    Object[] values = filter.values().toArray();
    return switch (filter.operator()) {
      case EQUALS -> column.equalTo(lit(values[0]));
      case NOT_EQUALS -> column.notEqual(lit(values[0]));
      case AT_LEAST -> column.geq(lit(values[0]));
      case AT_MOST -> column.leq(lit(values[0]));
      case ABOVE -> column.gt(lit(values[0]));
      case BELOW -> column.lt(lit(values[0]));
      case AMONG -> column.isin(values);
      case KNOWN -> column.isNotNull();
      case UNKNOWN -> column.isNull();
    };
  }

  /** As wanted, then by the table's key, so that equal rows stand in one order. */
  private static Column[] order(Sheet sheet) {
    List<Column> order = new ArrayList<>();
    for (Order wanted : sheet.order()) {
      Column column = col(wanted.column().name());
      order.add(
          wanted.direction() == Direction.DESCENDING
              ? column.desc_nulls_last()
              : column.asc_nulls_last());
    }
    order.add(col(sheet.table().countedBy()));
    sheet.table().key().forEach(key -> order.add(col(key)));
    return order.toArray(Column[]::new);
  }

  private Cell cell(SheetColumn column, Row row) {
    @Nullable Object value = row.getAs(column.column().name());
    if (value == null) {
      return unknown(column);
    }
    if (SheetColumn.isMember(column.column())) {
      return member(row, (Long) value);
    }
    if (column.isChannel()) {
      return (Long) value == 0
          ? Cell.of(request.isPublic() ? "Other channels" : "no channel")
          : Cell.of(names.of((Long) value));
    }
    Cell printed = printed(column, value);
    return value instanceof Number number && number.doubleValue() == 0 && isUnwatched(column, row)
        ? Cell.NOT_WATCHED
        : printed;
  }

  private Cell unknown(SheetColumn column) {
    if (metric(column) instanceof Metric.Distinct) {
      return request.isPublic() ? Headline.WITHHELD : Cell.NOT_AVAILABLE;
    }
    return metric(column) != null && request.isPublic() ? Headline.WITHHELD : Cell.NONE;
  }

  /** Whether a zero of a metric stands in a row that tells that nobody watched for it. */
  private static boolean isUnwatched(SheetColumn column, Row row) {
    @Nullable Metric metric = metric(column);
    if (metric == null) {
      return false;
    }
    Set<String> present = Arrays.stream(row.schema().fieldNames()).collect(Collectors.toSet());
    return MetricFamilies.of(metric).stream()
        .map(family -> family + "_coverage")
        .filter(present::contains)
        .map(name -> row.<@Nullable Object>getAs(name))
        .anyMatch(share -> share == null || ((Number) share).doubleValue() == 0);
  }

  private static @Nullable Metric metric(SheetColumn column) {
    return Metrics.ALL.stream()
        .filter(metric -> metric.name().equals(column.column().name()))
        .findFirst()
        .orElse(null);
  }

  private static Cell printed(SheetColumn column, Object value) {
    if (value instanceof Number number) {
      BigDecimal exact = new BigDecimal(number.toString());
      if (column.isHours()) {
        return VoiceHours.of(exact);
      }
      if (column.isPercent()) {
        return decimal(exact.movePointRight(2));
      }
      return switch (column.format()) {
        case COUNT -> Cell.of(number.longValue());
        case DECIMAL -> decimal(exact);
        default -> Cell.of(value.toString());
      };
    }
    if (value instanceof java.sql.Date day) {
      return Cell.of(day.toLocalDate());
    }
    if (value instanceof LocalDate day) {
      return Cell.of(day);
    }
    if (value instanceof java.sql.Timestamp instant) {
      return Cell.of(instant.toInstant().toString());
    }
    if (value instanceof Boolean is) {
      return Cell.of(is ? "yes" : "no");
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return Cell.of(text(scala.jdk.javaapi.CollectionConverters.asJava(map)));
    }
    return Cell.of(value.toString());
  }

  private static String text(Map<?, ?> map) {
    Map<String, String> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), String.valueOf(value)));
    return sorted.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** Under the pseudonym of the month in which the row counts; a sealed one holds only tokens. */
  private Cell member(Row row, long key) {
    YearMonth month = YearMonth.from(LocalDate.parse(row.<String>getAs(COUNTED_ON)));
    if (key == MemberKeys.UNKNOWN) {
      return Cell.NONE;
    }
    return tables.sealed().holds(request.guildId(), month)
        ? Cell.NOT_AVAILABLE
        : Cell.of(request.pseudonyms().of(request.guildId(), month, key));
  }

  private static Cell decimal(BigDecimal number) {
    return new Cell.Decimal(number.setScale(2, RoundingMode.HALF_UP));
  }
}
