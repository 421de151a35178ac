package dev.guildhouse.schedules.embeds;

import dev.guildhouse.schema.reports.ReportDocument;

/** A table of one column as lines of text, which a block of code would cut. */
public final class TextLines {
  private TextLines() {}

  /** Whether a table is nothing but sentences. */
  public static boolean areIn(ReportDocument.Table table) {
    return table.columns().size() == 1 && !table.rows().isEmpty();
  }

  /** The rows as lines, as many as fit into so many characters, and how many more there are. */
  public static String of(ReportDocument.Table table, int length) {
    return FittingLines.of(
        table.rows().stream().map(row -> "• " + PlainText.escaped(row.get(0))).toList(),
        length,
        "");
  }
}
