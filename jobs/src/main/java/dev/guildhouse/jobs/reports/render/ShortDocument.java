package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.reports.ReportDocument;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a report says in short: the figures, and the top of the tables that want it. */
public final class ShortDocument {
  private ShortDocument() {}

  /** The whole, with the names of files that stand beside it. */
  public static ReportDocument of(
      ReportContent content, @Nullable String image, List<String> attachments) {
    String period = new ReportPeriod(content.period()).text();
    return new ReportDocument(
        content.title(),
        content.guildName() + " · " + period,
        content.guildId(),
        period,
        content.figures().stream()
            .map(figure -> new ReportDocument.Figure(
                figure.label(),
                PrintedCell.forPeople(figure.value(), figure.format()),
                change(figure.growth())))
            .toList(),
        content.tables().stream()
            .map(ShortDocument::section)
            .filter(Objects::nonNull)
            .toList(),
        content.notes(),
        image,
        attachments);
  }

  private static String change(Cell growth) {
    String text = PrintedCell.forPeople(growth, Format.CHANGE);
    return growth instanceof Cell.Decimal ? text + " %" : text;
  }

  private static ReportDocument.@Nullable Section section(ReportTable table) {
    ReportTable.Digest digest = table.digest();
    if (digest == null || table.rows().isEmpty()) {
      return null;
    }
    return new ReportDocument.Section(
        digest.heading(),
        printed(
            table,
            digest.headers().stream().map(table::place).toList(),
            0,
            Math.min(digest.rows(), table.rows().size())));
  }

  /**
   * Some rows and columns of a table as people read them.
   *
   * @param places of the columns, from 0
   * @param from place of the first row, from 0
   * @param to place behind the last row
   */
  public static ReportDocument.Table printed(
      ReportTable table, List<Integer> places, int from, int to) {
    List<List<String>> rows = table.rows().subList(from, to).stream()
        .map(row -> places.stream()
            .map(place ->
                PrintedCell.forPeople(row.get(place), table.columns().get(place).format()))
            .toList())
        .toList();
    return new ReportDocument.Table(
        places.stream().map(place -> table.columns().get(place).header()).toList(), rows);
  }
}
