package dev.guildhouse.jobs.catalog.custom;

import com.fasterxml.jackson.core.JsonPointer;
import dev.guildhouse.jobs.catalog.custom.Definition.Direction;
import dev.guildhouse.jobs.catalog.custom.Definition.Filter;
import dev.guildhouse.jobs.catalog.custom.Definition.Lines;
import dev.guildhouse.jobs.catalog.custom.Definition.Operator;
import dev.guildhouse.jobs.catalog.custom.Definition.Order;
import dev.guildhouse.jobs.catalog.custom.Definition.Sheet;
import dev.guildhouse.jobs.disclosure.PublicForm;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.ConfigPath;
import dev.guildhouse.schema.config.ConfigProblem;
import dev.guildhouse.schema.config.ConfigProblem.Place;
import dev.guildhouse.schema.config.YamlTree;
import dev.guildhouse.schema.events.RawEvents;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.Column;
import dev.guildhouse.schema.tables.ColumnType;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.RangeText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file and holds it against the dictionary. Filters are a column, a word and values; no
 * text of the file ever becomes SQL.
 */
final class DefinitionFile {
  private static final String NAME = "[a-z][a-z0-9_]{0,39}";
  private static final int LONGEST_TEXT = 100;
  private static final int MOST_ROWS = 5_000;
  private static final int USUAL_ROWS = 100;
  private static final int MOST_SHEETS = 20;

  /** Any day will do to see whether a range has a meaning. */
  private static final LocalDate SOME_DAY = LocalDate.of(2026, 3, 2);

  private static final Map<String, Period> PERIODS = words(Period.values(), Period::sqlUnit);
  private static final Map<String, Audience> AUDIENCES = words(Audience.values(), Audience::text);
  private static final Map<String, Operator> OPERATORS = words(Operator.values(), null);
  private static final Map<String, Direction> DIRECTIONS = words(Direction.values(), null);

  /** Every table but the raw events, whose rows are of use only folded. */
  private static final Map<String, TableDef> TABLES = Tables.ALL.stream()
      .filter(table -> !table.equals(RawEvents.TABLE))
      .collect(Collectors.toMap(TableDef::name, Function.identity()));

  private static final Map<String, Metric> FIGURES = Metrics.of(Entity.GUILD).stream()
      .filter(metric -> metric instanceof Metric.Sum
          || metric instanceof Metric.Distinct
          || metric instanceof Metric.Level)
      .collect(Collectors.toMap(Metric::name, Function.identity()));

  private final YamlTree yaml;
  private final List<ConfigProblem> problems = new ArrayList<>();
  private Audience audience = Audience.MODERATORS;

  private DefinitionFile(String text) {
    yaml = YamlTree.of(text);
    problems.addAll(yaml.problems());
  }

  /**
   * What a file holds.
   *
   * @param definition null when something is wrong
   * @param problems all of it, in the order of the lines
   */
  record Read(@Nullable Definition definition, List<ConfigProblem> problems) {}

  /**
   * Reads a file's text.
   *
   * @param taken names that other reports have
   */
  static Read read(String text, Set<String> taken) {
    DefinitionFile file = new DefinitionFile(text);
    Optional<Definition> definition =
        file.problems.isEmpty() ? file.definition(taken) : Optional.empty();
    return new Read(
        file.problems.isEmpty() ? definition.orElse(null) : null,
        file.problems.stream().sorted().toList());
  }

  private Optional<Definition> definition(Set<String> taken) {
    CheckedNode root = new CheckedNode(yaml.root(), JsonPointer.empty(), this::add);
    if (!yaml.root().isObject()) {
      add(JsonPointer.empty(), "no key: value pairs", "write name, title, period and sheets");
      return Optional.empty();
    }
    root.onlyKeys("name", "title", "period", "audience", "sheets", "figures", "chart");
    Optional<String> name = name(root.child("name"), taken);
    Optional<String> title = root.child("title").text(LONGEST_TEXT);
    Optional<Period> period = root.child("period").among(PERIODS);
    if (!root.child("audience").isMissing()) {
      root.child("audience").among(AUDIENCES).ifPresent(given -> audience = given);
    }
    List<Sheet> sheets = sheets(root.child("sheets"));
    List<Metric> figures = new ArrayList<>();
    for (CheckedNode figure : root.child("figures").items()) {
      figure.among(FIGURES).filter(metric -> isTold(figure, metric)).ifPresent(figures::add);
    }
    @Nullable Lines chart = chart(root.child("chart"), sheets).orElse(null);
    return name.isEmpty() || title.isEmpty() || period.isEmpty()
        ? Optional.empty()
        : Optional.of(new Definition(
            name.get(), title.get(), period.get(), audience, sheets, figures, chart));
  }

  private static Optional<String> name(CheckedNode node, Set<String> taken) {
    Optional<String> name = node.text(LONGEST_TEXT);
    if (name.isPresent() && !name.get().matches(NAME)) {
      node.refuse("a to z, 0 to 9 and _, a letter first, at most 40, such as busy_channels");
      return Optional.empty();
    }
    if (name.isPresent() && taken.contains(name.get())) {
      node.refuse("a name that no other report has");
      return Optional.empty();
    }
    return name;
  }

  private List<Sheet> sheets(CheckedNode node) {
    List<Sheet> sheets = new ArrayList<>();
    List<CheckedNode> items = node.items();
    if (items.isEmpty() || items.size() > MOST_SHEETS) {
      node.refuse("a list of 1 to " + MOST_SHEETS + " sheets");
    }
    Set<String> titles = new HashSet<>();
    for (CheckedNode item : items) {
      sheet(item).ifPresent(sheet -> {
        if (titles.add(sheet.title())) {
          sheets.add(sheet);
        } else {
          item.child("title").refuse("a title that no other sheet of the report has");
        }
      });
    }
    return sheets;
  }

  private Optional<Sheet> sheet(CheckedNode node) {
    node.onlyKeys("title", "table", "columns", "metrics", "range", "filters", "order", "limit");
    Optional<TableDef> table =
        node.child("table").among(TABLES).filter(found -> isTold(node.child("table"), found));
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Column> columns = told(table.get());
    List<Column> shown = columns(node, columns);
    List<Filter> filters = new ArrayList<>();
    node.child("filters").items().forEach(item -> filter(item, columns).ifPresent(filters::add));
    List<Order> order = new ArrayList<>();
    node.child("order").items().forEach(item -> order(item, columns).ifPresent(order::add));
    CheckedNode title = node.child("title");
    CheckedNode limit = node.child("limit");
    return Optional.of(new Sheet(
        title.isMissing()
            ? table.get().name()
            : title.text(LONGEST_TEXT).orElse(table.get().name()),
        table.get(),
        shown,
        range(node.child("range")),
        filters,
        order,
        limit.isMissing() ? USUAL_ROWS : limit.whole(1, MOST_ROWS).orElse(USUAL_ROWS)));
  }

  /** The columns in the order of the file, and behind them its metrics. */
  private static List<Column> columns(CheckedNode sheet, Map<String, Column> known) {
    List<Column> columns = new ArrayList<>();
    for (String key : List.of("columns", "metrics")) {
      for (CheckedNode item : sheet.child(key).items()) {
        item.among(known).ifPresent(column -> {
          if (columns.contains(column)) {
            item.refuse("each column once");
          } else if (key.equals("metrics") && !isMetric(column)) {
            item.refuse("a metric; other columns stand under columns");
          } else {
            columns.add(column);
          }
        });
      }
    }
    if (sheet.child("columns").isMissing() && sheet.child("metrics").isMissing()) {
      sheet
          .child("columns")
          .refuse("a list of columns of the table: " + String.join(", ", known.keySet()));
    }
    return columns;
  }

  private String range(CheckedNode node) {
    if (node.isMissing()) {
      return Sheet.PERIOD;
    }
    String range = node.text(LONGEST_TEXT).orElse(Sheet.PERIOD);
    if (range.equals(Sheet.PERIOD)) {
      return range;
    }
    if (audience == Audience.PUBLIC) {
      node.refuse("period alone in a report for the public");
      return Sheet.PERIOD;
    }
    try {
      RangeText.parse(range, SOME_DAY);
    } catch (WarehouseException unclear) {
      node.refuse("period, or days such as last 30 days, last month, 2026-03-01 to 2026-04-01");
    }
    return range;
  }

  private static Optional<Filter> filter(CheckedNode node, Map<String, Column> columns) {
    node.onlyKeys("column", "is", "value", "values");
    Optional<Column> column = node.child("column")
        .among(columns)
        .filter(found -> canBeFiltered(node.child("column"), found));
    Optional<Operator> operator = node.child("is").among(OPERATORS);
    if (column.isEmpty() || operator.isEmpty()) {
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    switch (operator.get()) {
      case KNOWN, UNKNOWN -> {
        if (!node.child("value").isMissing()) {
          node.child("value").refuse("no value beside " + word(operator.get()));
        }
      }
      case AMONG -> {
        List<CheckedNode> items = node.child("values").items();
        if (items.isEmpty()) {
          node.child("values").refuse("a list of values");
        }
        items.forEach(item -> FilterValue.of(item, column.get()).ifPresent(values::add));
      }
      default -> FilterValue.of(node.child("value"), column.get()).ifPresent(values::add);
    }
    return Optional.of(new Filter(column.get(), operator.get(), values));
  }

  private static Optional<Order> order(CheckedNode node, Map<String, Column> columns) {
    if (node.node().isTextual()) {
      return node.among(columns).map(column -> new Order(column, Direction.DESCENDING));
    }
    node.onlyKeys("column", "direction");
    Optional<Column> column = node.child("column").among(columns);
    CheckedNode direction = node.child("direction");
    Direction way = direction.isMissing()
        ? Direction.DESCENDING
        : direction.among(DIRECTIONS).orElse(Direction.DESCENDING);
    return column.filter(found -> isOrdered(node, found)).map(found -> new Order(found, way));
  }

  private Optional<Lines> chart(CheckedNode node, List<Sheet> sheets) {
    if (node.isMissing()) {
      return Optional.empty();
    }
    node.onlyKeys("title", "sheet", "days", "lines");
    Map<String, Sheet> byTitle =
        sheets.stream().collect(Collectors.toMap(Sheet::title, Function.identity()));
    Optional<String> title = node.child("title").text(LONGEST_TEXT);
    Optional<Sheet> sheet = node.child("sheet").among(byTitle);
    if (sheet.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Column> shown = byName(sheet.get().columns());
    Optional<Column> days = node.child("days").among(shown);
    if (days.isPresent() && days.get().type() != ColumnType.DATE) {
      node.child("days").refuse("a column of days");
    }
    List<Column> lines = new ArrayList<>();
    for (CheckedNode item : node.child("lines").items()) {
      item.among(shown).ifPresent(column -> {
        if (SheetColumn.of(column).format().isNumber()) {
          lines.add(column);
        } else {
          item.refuse("a column of numbers");
        }
      });
    }
    if (lines.isEmpty()) {
      node.child("lines").refuse("a list of the columns drawn");
    }
    return days.isEmpty() || title.isEmpty()
        ? Optional.empty()
        : Optional.of(new Lines(title.get(), sheet.get().title(), days.get(), lines));
  }

  private boolean isTold(CheckedNode node, TableDef table) {
    if (audience == Audience.PUBLIC && PublicForm.find(table).isEmpty()) {
      node.refuse("for the public: guild and channel tables by day, week and month; or write"
          + " audience: moderators");
      return false;
    }
    return true;
  }

  private boolean isTold(CheckedNode node, Metric metric) {
    if (audience == Audience.PUBLIC && metric instanceof Metric.Level) {
      node.refuse("no state of the guild in a report for the public");
      return false;
    }
    return true;
  }

  /** The columns of a table; in a report for the public, of its public form. */
  private Map<String, Column> told(TableDef table) {
    return byName(
        audience == Audience.PUBLIC ? PublicForm.of(table).table().columns() : table.columns());
  }

  private static boolean canBeFiltered(CheckedNode node, Column column) {
    if (SheetColumn.isMember(column)) {
      node.refuse("a column that names nobody");
      return false;
    }
    return isOrdered(node, column);
  }

  private static boolean isOrdered(CheckedNode node, Column column) {
    if (column.type() == ColumnType.MAP) {
      node.refuse("a column of single values");
      return false;
    }
    return true;
  }

  private static boolean isMetric(Column column) {
    return Metrics.ALL.stream().anyMatch(metric -> metric.name().equals(column.name()));
  }

  private void add(JsonPointer at, String given, String allowed) {
    problems.add(new ConfigProblem(ConfigPath.dotted(at), place(at), given, allowed));
  }

  /** A missing key has the line of what it is missing from. */
  private Place place(JsonPointer at) {
    for (JsonPointer above = at; above != null; above = above.head()) {
      Optional<Integer> line = yaml.line(above);
      if (line.isPresent()) {
        return new Place(line.get(), "");
      }
    }
    return new Place(0, "");
  }

  private static Map<String, Column> byName(List<Column> columns) {
    Map<String, Column> byName = new LinkedHashMap<>();
    columns.forEach(column -> byName.put(column.name(), column));
    return byName;
  }

  private static <E extends Enum<E>> Map<String, E> words(
      E[] values, @Nullable Function<E, String> text) {
    return Arrays.stream(values)
        .collect(Collectors.toMap(
            value -> text == null ? word(value) : text.apply(value), Function.identity()));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
