package dev.guildhouse.schedules.queries;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.OverviewTable;
import dev.guildhouse.jobs.reports.render.PrintedCell;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An answer for people at a terminal: title, days as understood, figures, tables, notes. */
public final class AnswerText {
  /** More rows than this push the rest of the answer off the screen. */
  private static final int ROWS = 40;

  private AnswerText() {}

  /** All tables of an answer, the headline numbers first. */
  public static List<ReportTable> tables(ReportContent content) {
    return content.figures().isEmpty()
        ? content.tables()
        : Stream.concat(Stream.of(OverviewTable.of(content)), content.tables().stream())
            .toList();
  }

  /** Prints it. */
  public static void print(ReportContent content, Console console) {
    console.say(content.title() + " · " + content.guildName());
    console.say(new ReportPeriod(content.period()).text());
    for (ReportTable table : tables(content)) {
      console.say("");
      console.say(table.name() + ": " + table.caption());
      console.table(table(table));
      int more = table.rows().size() - ROWS;
      if (more > 0) {
        console.say("… and " + more + " more rows: --format csv --table \"" + table.name() + "\"");
      }
    }
    if (!content.notes().isEmpty()) {
      console.say("");
      content.notes().forEach(note -> console.say("* " + note));
    }
  }

  private static Table table(ReportTable table) {
    Table shown =
        Table.of(table.columns().stream().map(ReportColumn::header).toArray(String[]::new));
    table.rows().stream()
        .limit(ROWS)
        .forEach(row -> shown.row(row.stream().map(AnswerText::value).toArray()));
    return shown;
  }

  private static @Nullable Object value(Cell cell) {
    if (cell instanceof Cell.Count count) {
      return count.count();
    }
    if (cell instanceof Cell.Decimal decimal) {
      return decimal.decimal();
    }
    String text = PrintedCell.forPrograms(cell);
    return text.isEmpty() ? null : text;
  }
}
