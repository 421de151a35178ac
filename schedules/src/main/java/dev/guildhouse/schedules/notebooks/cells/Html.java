package dev.guildhouse.schedules.notebooks.cells;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a cell shows as a page: Jupyter prints values by {@code toString}, as HTML.
 *
 * @param text HTML
 */
public record Html(String text) {
  private static final String UNKNOWN = "";

  /** Rows of a dataset, at most so many. */
  static Html of(Dataset<Row> rows, int most) {
    // One more, so that it can be told that there are more.
    List<Row> read = rows.takeAsList(most + 1);
    List<List<String>> cells = read.stream().limit(most).map(Html::texts).toList();
    String more = read.size() > most ? paragraph("… and more rows than these " + most + ".") : "";
    return new Html(table(List.of(rows.columns()), cells) + more);
  }

  static Html of(List<String> headers, List<List<String>> rows) {
    return new Html(table(headers, rows));
  }

  static Html of(ReportTable table) {
    List<String> headers =
        table.columns().stream().map(column -> column.header()).toList();
    List<List<String>> rows = new ArrayList<>();
    for (List<Cell> row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int place = 0; place < row.size(); place++) {
        cells.add(
            PrintedCell.forPeople(row.get(place), table.columns().get(place).format()));
      }
      rows.add(cells);
    }
    return new Html(heading(table.name()) + paragraph(table.caption()) + table(headers, rows));
  }

  static Html together(List<Html> parts) {
    return new Html(parts.stream().map(Html::text).collect(Collectors.joining("\n")));
  }

  static Html sentence(String text) {
    return new Html(paragraph(text));
  }

  private static String heading(String text) {
    return "<h4>" + escaped(text) + "</h4>";
  }

  private static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>";
  }

  private static String table(List<String> headers, List<List<String>> rows) {
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    headers.forEach(header -> html.append("<th>").append(escaped(header)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (List<String> row : rows) {
      html.append("\n<tr>");
      row.forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
      html.append("</tr>");
    }
    return html.append("\n</tbody></table>").toString();
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>(row.size());
    for (int place = 0; place < row.size(); place++) {
      texts.add(printed(row.get(place)));
    }
    return texts;
  }

  private static String printed(@Nullable Object value) {
    if (value == null) {
      return UNKNOWN;
    }
    return value instanceof Timestamp at ? at.toInstant().toString() : value.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return text;
  }
}
