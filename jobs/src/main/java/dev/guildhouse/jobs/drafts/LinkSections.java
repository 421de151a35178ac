package dev.guildhouse.jobs.drafts;

import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.util.ArrayList;
import java.util.List;

/** Rows with links, in parts that a post has room for whatever their channels are called. */
public final class LinkSections {
  private LinkSections() {}

  /**
   * The parts, of which each but the first is named for the place that it begins with.
   *
   * @param rows the first place first
   * @param lines rows of each part
   */
  public static List<Section> of(
      String heading, List<String> columns, List<List<String>> rows, int lines) {
    List<Section> sections = new ArrayList<>();
    for (int first = 0; first < rows.size(); first += lines) {
      sections.add(new Section(
          first == 0 ? heading : "From place " + (first + 1),
          new Table(columns, rows.subList(first, Math.min(rows.size(), first + lines)))));
    }
    return sections;
  }
}
