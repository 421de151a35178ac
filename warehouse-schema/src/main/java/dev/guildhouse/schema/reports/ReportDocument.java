package dev.guildhouse.schema.reports;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.guildhouse.schema.time.DayRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report without any place's markup: who renders it escapes every text for its own place.
 *
 * @param subtitle empty for none
 * @param figures the headline numbers, most important first
 * @param notes what a reader has to know to read the numbers right
 * @param imageFile the chart to show; null for none
 * @param attachments names of the files to attach, the chart among them, in the folder of the report
 */
public record ReportDocument(
    String title,
    String subtitle,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long guildId,
    DayRange period,
    List<Figure> figures,
    List<Section> sections,
    List<String> notes,
    @Nullable String imageFile,
    List<String> attachments) {

  /**
   * A headline number, formatted.
   *
   * @param change against the period before, as {@code +4.2 %}; null if there is nothing to compare
   */
  public record Figure(String label, String value, @Nullable String change) {}

  /** A small table, formatted. Every row has a cell for each column. */
  public record Section(String heading, List<String> columns, List<List<String>> rows) {
    public Section {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "a row of \"" + heading + "\" has " + row.size() + " cells for " + columns);
        }
      }
    }
  }

  public ReportDocument {
    figures = List.copyOf(figures);
    sections = List.copyOf(sections);
    notes = List.copyOf(notes);
    attachments = List.copyOf(attachments);
    if (imageFile != null && !attachments.contains(imageFile)) {
      throw new IllegalArgumentException("the image " + imageFile + " is not attached");
    }
  }
}
