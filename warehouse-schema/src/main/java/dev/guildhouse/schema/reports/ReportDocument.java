package dev.guildhouse.schema.reports;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says in short, and nothing of how it is shown: deliveries render it as an embed or
 * as text. Every text is ready to be printed; people stand in it as export pseudonyms.
 *
 * @param title one line
 * @param subtitle the guild, as it calls itself
 * @param guildId guild it tells of
 * @param period the days it covers, for a person to read
 * @param figures headline numbers, the most important first
 * @param sections short tables
 * @param notes what a reader must know to read the numbers right
 * @param image file name of the chart beside the document; null when there is none
 * @param attachments file names beside the document to send along, the image left out
 * @param mention Discord id of the one role that is pinged if moderators approved the post; null for
 *     none
 */
public record ReportDocument(
    String title,
    String subtitle,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long guildId,
    String period,
    List<Figure> figures,
    List<Section> sections,
    List<String> notes,
    @Nullable String image,
    List<String> attachments,

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonFormat(shape = JsonFormat.Shape.STRING)
    @Nullable
    Long mention) {

  /**
   * A headline number.
   *
   * @param label what it counts
   * @param value the number, or why there is none
   * @param change against the period before: {@code +12.50 %}, {@code new}, {@code not watched}
   */
  public record Figure(String label, String value, String change) {}

  /**
   * A short table under a heading.
   *
   * @param heading what the rows are
   * @param table its rows, the most important first
   */
  public record Section(String heading, Table table) {}

  /**
   * Rows of printed cells.
   *
   * @param columns headers
   * @param rows as many cells each as there are columns
   */
  public record Table(List<String> columns, List<List<String>> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              row.size() + " cells under " + columns.size() + " columns");
        }
      }
    }
  }

  /** One that pings nobody. */
  public ReportDocument(
      String title,
      String subtitle,
      long guildId,
      String period,
      List<Figure> figures,
      List<Section> sections,
      List<String> notes,
      @Nullable String image,
      List<String> attachments) {
    this(title, subtitle, guildId, period, figures, sections, notes, image, attachments, null);
  }

  public ReportDocument {
    figures = List.copyOf(figures);
    sections = List.copyOf(sections);
    notes = List.copyOf(notes);
    attachments = List.copyOf(attachments);
  }

  /** The same with other sections, notes and files. */
  public ReportDocument with(List<Section> shown, List<String> remarks, List<String> files) {
    return new ReportDocument(
        title, subtitle, guildId, period, figures, shown, remarks, image, files, mention);
  }

  /** The same that pings a role. */
  public ReportDocument mentioning(@Nullable Long role) {
    return new ReportDocument(
        title, subtitle, guildId, period, figures, sections, notes, image, attachments, role);
  }

  /** As {@code document.json} holds it; the same document always gives the same text. */
  public String toJson() {
    return ReportJson.write(this);
  }

  /** Reads a {@code document.json}. */
  public static ReportDocument read(Path file) throws IOException {
    return ReportJson.read(file, ReportDocument.class);
  }
}
