package dev.guildhouse.jobs.reports.content;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.reports.ReportJson;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a report says. All its files are rendered from this alone, so that from a saved
 * content the same files can be made again. People stand in it as export pseudonyms.
 *
 * @param report name of the report
 * @param title one line
 * @param guildId guild it tells of
 * @param guildName as the guild calls itself
 * @param period the days it covers
 * @param audience who may see it
 * @param restated how many numbers of the period had been published and were changed since
 * @param figures headline numbers, the most important first
 * @param tables the most important first
 * @param chart the picture of it; null when there is none
 * @param definitions what the numbers mean
 * @param notes what a reader must know to read the numbers right
 */
public record ReportContent(
    String report,
    String title,
    @JsonFormat(shape = JsonFormat.Shape.STRING) long guildId,
    String guildName,
    DayRange period,
    Audience audience,
    long restated,
    List<Figure> figures,
    List<ReportTable> tables,
    @Nullable Chart chart,
    List<Definition> definitions,
    List<String> notes) {

  /**
   * What a number means.
   *
   * @param term as the report's headers name it
   * @param meaning one sentence
   */
  public record Definition(String term, String meaning) {}

  public ReportContent {
    guildName = PrintableText.of(guildName);
    figures = List.copyOf(figures);
    tables = List.copyOf(tables);
    definitions = List.copyOf(definitions);
    notes = List.copyOf(notes);
    if (chart != null) {
      ReportTable charted = table(tables, chart.table());
      chart.headers().forEach(charted::place);
    }
  }

  /** The same with one more table, behind the others. */
  public ReportContent with(ReportTable table) {
    List<ReportTable> all = new ArrayList<>(tables);
    all.add(table);
    return new ReportContent(
        report,
        title,
        guildId,
        guildName,
        period,
        audience,
        restated,
        figures,
        all,
        chart,
        definitions,
        notes);
  }

  /** The same with one more note. */
  public ReportContent with(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new ReportContent(
        report,
        title,
        guildId,
        guildName,
        period,
        audience,
        restated,
        figures,
        tables,
        chart,
        definitions,
        all);
  }

  /** The same content always gives the same text. */
  public String toJson() {
    return ReportJson.write(this);
  }

  /** Reads a content that was saved. */
  public static ReportContent read(Path file) throws IOException {
    return ReportJson.read(file, ReportContent.class);
  }

  public ReportTable table(String name) {
    return table(tables, name);
  }

  private static ReportTable table(List<ReportTable> tables, String name) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table named " + name));
  }
}
