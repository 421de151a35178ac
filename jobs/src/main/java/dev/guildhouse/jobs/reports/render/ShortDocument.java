package dev.guildhouse.jobs.reports.render;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.schema.reports.ReportDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a report says in short: the figures, and the top of the tables that want it. */
final class ShortDocument {
  private ShortDocument() {}

  static ReportDocument of(
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
    List<List<String>> rows = new ArrayList<>();
    for (List<Cell> row :
        table.rows().subList(0, Math.min(digest.rows(), table.rows().size()))) {
      rows.add(digest.headers().stream()
          .map(table::place)
          .map(place -> {
            ReportColumn column = table.columns().get(place);
            return PrintedCell.forPeople(row.get(place), column.format());
          })
          .toList());
    }
    return new ReportDocument.Section(
        digest.heading(), new ReportDocument.Table(digest.headers(), rows));
  }
}
