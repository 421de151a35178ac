package dev.guildhouse.jobs.reports.content;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param charts pictures of its tables, the most important first
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
    List<Chart> charts,
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
    charts = List.copyOf(charts);
    for (Chart chart : charts) {
      ReportTable charted = table(tables, chart.table());
      chart.headers().forEach(charted::place);
    }
  }

  /** The most important picture that there is anything to draw of; null when there is none. */
  @JsonIgnore
  public @Nullable Chart chart() {
    return charts.stream()
        .filter(chart -> !table(chart.table()).rows().isEmpty())
        .findFirst()
        .orElse(null);
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
        charts,
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
        charts,
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
