package dev.guildhouse.schedules.terminal;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lays a table out in columns, numbers to the right. */
final class TableText {
  private static final String GAP = "  ";

  private TableText() {}

  static List<String> lines(Table table) {
    List<List<String>> texts = new ArrayList<>();
    texts.add(table.columns());
    table.rows().forEach(row -> texts.add(row.stream().map(TableText::cell).toList()));
    int[] widths = IntStream.range(0, table.columns().size())
        .map(column ->
            texts.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
        .toArray();
    return texts.stream()
        .map(row -> IntStream.range(0, widths.length)
            .mapToObj(column -> padded(row.get(column), widths[column], isNumber(table, column)))
            .collect(Collectors.joining(GAP))
            .stripTrailing())
        .toList();
  }

  /** A value as people read it; control characters of foreign texts cannot steer the terminal. */
  static String cell(@Nullable Object value) {
    if (value == null || (value instanceof Collection<?> none && none.isEmpty())) {
      return "-";
    }
    if (value instanceof Long || value instanceof Integer) {
      return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Number number) {
      return String.format(Locale.ROOT, "%,.2f", number.doubleValue());
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(TableText::cell).collect(Collectors.joining(", "));
    }
    return value.toString().replaceAll("\\p{Cntrl}", " ");
  }

  private static boolean isNumber(Table table, int column) {
    return table.rows().stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell == null || cell instanceof Number)
        && !table.rows().isEmpty();
  }

  private static String padded(String text, int width, boolean isNumber) {
    String space = " ".repeat(width - width(text));
    return isNumber ? space + text : text + space;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
