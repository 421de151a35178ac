package dev.guildhouse.jobs.summary;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads answers of questions by their headers; a header that is gone fails, and is not passed over. */
final class AnswerRows {
  private final ReportTable table;

  private AnswerRows(ReportTable table) {
    this.table = table;
  }

  static AnswerRows of(ReportContent content, String table) {
    return new AnswerRows(content.table(table));
  }

  int size() {
    return table.rows().size();
  }

  List<String> headers() {
    return table.columns().stream().map(column -> column.header()).toList();
  }

  /** The text in a cell; empty where there is none. */
  String text(int row, String header) {
    return text(cell(row, header));
  }

  @Nullable
  BigDecimal number(int row, String header) {
    return number(cell(row, header));
  }

  /** A count that is always known. */
  long count(int row, String header) {
    BigDecimal number = number(row, header);
    return number == null ? 0 : number.longValueExact();
  }

  private Cell cell(int row, String header) {
    return table.rows().get(row).get(table.place(header));
  }

  /** A figure of an answer by its label. */
  static Optional<Figure> figure(ReportContent content, String label) {
    return content.figures().stream()
        .filter(figure -> figure.label().equals(label))
        .findFirst();
  }

  static @Nullable BigDecimal number(Cell cell) {
    if (cell instanceof Cell.Count count) {
      return BigDecimal.valueOf(count.count());
    }
    return cell instanceof Cell.Decimal decimal ? decimal.decimal() : null;
  }

  static String text(Cell cell) {
    if (cell instanceof Cell.Text text) {
      return text.text();
    } else if (cell instanceof Cell.Day day) {
      return day.day().toString();
    } else if (cell instanceof Cell.Link link) {
      return link.link();
    } else if (cell instanceof Cell.Absent absent) {
      return absent.absent();
    }
    BigDecimal number = number(cell);
    return number == null ? "" : number.toPlainString();
  }
}
