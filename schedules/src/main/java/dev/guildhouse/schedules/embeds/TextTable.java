package dev.guildhouse.schedules.embeds;

import dev.guildhouse.schema.reports.ReportDocument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A table as a block of code, whose columns stand in line on every screen. */
public final class TextTable {
  private static final String FENCE = "```";
  private static final int WIDEST_CELL = 24;
  private static final String BETWEEN = "  ";
  private static final Pattern NUMBER =
      Pattern.compile("[+−-]?[0-9][0-9.,\\u202f\\u00a0 ]*%?|–|—|");

  private TextTable() {}

  /**
   * The table with as many rows as fit, and how many more there are.
   *
   * @param length at most so many characters
   * @param where the others stand, as words that follow their number; empty for nowhere
   */
  public static String of(ReportDocument.Table table, int length, String where) {
    int rows = table.rows().size();
    Page whole = page(table, length);
    if (whole.rows() == rows) {
      return whole.text();
    }
    Page part = page(table, length - FittingLines.more(rows, where).length() - 1);
    return part.text() + "\n" + FittingLines.more(rows - part.rows(), where);
  }

  /**
   * The upper part of a table.
   *
   * @param text a block of code
   * @param rows how many of the rows it holds
   */
  public record Page(String text, int rows) {}

  /**
   * As many rows from the top as fit.
   *
   * @param length at most so many characters
   */
  public static Page page(ReportDocument.Table table, int length) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(shown(table.columns()));
    table.rows().forEach(row -> cells.add(shown(row)));
    int[] widths = widths(cells);
    boolean[] isNumeric = numeric(cells);

    StringBuilder block = new StringBuilder();
    int room = length - 2 * (FENCE.length() + 1);
    int lines = 0;
    while (lines < cells.size()) {
      String line = line(cells.get(lines), widths, isNumeric) + "\n";
      if (block.length() + line.length() > room) {
        break;
      }
      block.append(line);
      lines++;
    }
    return new Page(FENCE + "\n" + block + FENCE, Math.max(0, lines - 1));
  }

  /** How wide a row stands, in characters, if these columns are shown. */
  public static int width(ReportDocument.Table table) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(shown(table.columns()));
    table.rows().forEach(row -> cells.add(shown(row)));
    return Arrays.stream(widths(cells)).sum()
        + BETWEEN.length() * (table.columns().size() - 1);
  }

  private static List<String> shown(List<String> row) {
    return row.stream()
        .map(cell -> PlainText.cut(PlainText.inCode(cell), WIDEST_CELL))
        .toList();
  }

  private static int[] widths(List<List<String>> cells) {
    int[] widths = new int[cells.get(0).size()];
    for (List<String> row : cells) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    return widths;
  }

  /** A column of numbers stands to the right. */
  private static boolean[] numeric(List<List<String>> cells) {
    boolean[] isNumeric = new boolean[cells.get(0).size()];
    for (int column = 0; column < isNumeric.length; column++) {
      int at = column;
      isNumeric[column] =
          cells.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(at)).matches());
    }
    return isNumeric;
  }

  private static String line(List<String> row, int[] widths, boolean[] isNumeric) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - width(cell));
      line.append(isNumeric[column] ? padding + cell : cell + padding);
      if (column < widths.length - 1) {
        line.append(BETWEEN);
      }
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
