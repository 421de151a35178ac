package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportContent.Definition;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Restated;
import dev.guildhouse.schema.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what answers a question, in the order in which it is read. */
public final class Answer {
  private final Query query;
  private final QueryRequest request;
  private final String title;
  private final List<Figure> figures = new ArrayList<>();
  private final List<ReportTable> tables = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable Chart chart;

  private Answer(Query query, QueryRequest request, String title) {
    this.query = query;
    this.request = request;
    this.title = title;
  }

  public static Answer to(Query query, QueryRequest request, String title) {
    return new Answer(query, request, title);
  }

  public Answer with(Figure figure) {
    figures.add(figure);
    return this;
  }

  public Answer with(ReportTable table) {
    tables.add(table);
    return this;
  }

  public Answer with(Chart picture) {
    chart = picture;
    return this;
  }

  public Answer where(String term, String meaning) {
    definitions.add(new Definition(term, meaning));
    return this;
  }

  /** Explains a number by the words of its declaration. */
  public Answer where(String term, Metric metric) {
    return where(term, metric.doc());
  }

  public Answer note(String note) {
    notes.add(note);
    return this;
  }

  /** The whole; says how many numbers of the period were published differently before. */
  public ReportContent content(TableReader warehouse) {
    long restated = Restated.numbers(warehouse, request.guildId(), request.period());
    if (restated > 0) {
      notes.add(
          0,
          "Restated: " + restated + " numbers of this period were published differently"
              + " before: guildhouse restatements list.");
    }
    return new ReportContent(
        query.name().replace(' ', '_').replace('-', '_'),
        title,
        request.guildId(),
        request.report().guildName(),
        request.period(),
        request.report().audience(),
        restated,
        figures,
        tables,
        chart,
        definitions,
        notes);
  }
}
