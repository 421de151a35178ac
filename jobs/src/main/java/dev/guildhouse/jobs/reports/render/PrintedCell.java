package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import java.util.Locale;

/** Cells as text, the same in every locale. */
public final class PrintedCell {
  private PrintedCell() {}

  /** For people: {@code 1,234} and {@code +12.50}. */
  public static String forPeople(Cell cell, Format format) {
    if (cell instanceof Cell.Count count) {
      return String.format(Locale.ROOT, "%,d", count.count());
    }
    if (cell instanceof Cell.Decimal decimal) {
      String pattern = format == Format.CHANGE ? "%+,.2f" : "%,.2f";
      String text = String.format(Locale.ROOT, pattern, decimal.decimal());
      return decimal.decimal().signum() == 0 ? text.replace("+", "") : text;
    }
    return forPrograms(cell);
  }

  /** For programs: {@code 1234} and {@code 12.50}. */
  public static String forPrograms(Cell cell) {
    if (cell instanceof Cell.Count count) {
      return Long.toString(count.count());
    }
    if (cell instanceof Cell.Decimal decimal) {
      return decimal.decimal().toPlainString();
    }
    if (cell instanceof Cell.Day day) {
      return day.day().toString();
    }
    if (cell instanceof Cell.Link link) {
      return link.link();
    }
    return cell instanceof Cell.Text text ? text.text() : ((Cell.Absent) cell).absent();
  }
}
