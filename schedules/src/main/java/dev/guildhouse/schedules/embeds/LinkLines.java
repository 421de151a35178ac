package dev.guildhouse.schedules.embeds;

import dev.guildhouse.schema.reports.ReportDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table whose rows each lead to a message, as lines that open it: in a block of code nobody could
 * follow a link. Only addresses of channels and messages on Discord become links.
 */
public final class LinkLines {
  private static final Pattern JUMP =
      Pattern.compile("https://discord\\.com/channels/[0-9]{1,20}/[0-9]{1,20}(/[0-9]{1,20})?");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9][0-9.,]*");
  private static final int WIDEST_CELL = 60;

  private LinkLines() {}

  /** Whether each row of a table leads somewhere. */
  public static boolean areIn(ReportDocument.Table table) {
    return column(table).isPresent();
  }

  /**
   * The rows as lines, as many as fit, and how many more there are.
   *
   * @param table whose rows each lead somewhere
   * @param length at most so many characters
   * @param where the others stand, as words that follow their number; empty for nowhere
   */
  public static String of(ReportDocument.Table table, int length, String where) {
    int link = column(table).orElseThrow();
    return FittingLines.of(
        table.rows().stream().map(row -> line(table, row, link)).toList(), length, where);
  }

  private static String line(ReportDocument.Table table, List<String> row, int link) {
    List<String> words = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      if (column == link || cell.isBlank()) {
        continue;
      }
      String unit = NUMBER.matcher(cell).matches()
          ? " " + table.columns().get(column).toLowerCase(Locale.ROOT)
          : "";
      words.add(PlainText.cut(PlainText.escaped(cell + unit), WIDEST_CELL));
    }
    return "• [" + String.join(" · ", words) + "](" + row.get(link) + ")";
  }

  private static OptionalInt column(ReportDocument.Table table) {
    return table.rows().isEmpty()
        ? OptionalInt.empty()
        : IntStream.range(0, table.columns().size())
            .filter(column -> table.rows().stream()
                .allMatch(row -> JUMP.matcher(row.get(column)).matches()))
            .findFirst();
  }
}
