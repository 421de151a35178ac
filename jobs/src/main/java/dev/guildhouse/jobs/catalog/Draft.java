package dev.guildhouse.jobs.catalog;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryRequest;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportContent.Definition;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Restated;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.WarehouseException.Code;
import dev.guildhouse.schema.time.DayRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what a report says, in the order in which it is read: numbers of its own, and what the
 * questions answer that are asked elsewhere too, so that no number has two definitions.
 */
final class Draft {
  private final Report report;
  private final ReportRequest request;
  private final TableReader tables;
  private final List<Figure> figures = new ArrayList<>();
  private final List<ReportTable> sheets = new ArrayList<>();
  private final List<Chart> charts = new ArrayList<>();
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  Draft(Report report, ReportRequest request, TableReader tables) {
    this.report = report;
    this.request = request;
    this.tables = tables;
  }

  Draft with(Figure figure) {
    figures.add(figure);
    return this;
  }

  Draft with(ReportTable table) {
    sheets.add(table);
    return this;
  }

  Draft with(Chart chart) {
    charts.add(chart);
    return this;
  }

  Draft where(String term, String meaning) {
    return where(new Definition(term, meaning));
  }

  /** Explains a term, once. */
  Draft where(Definition definition) {
    definitions.putIfAbsent(definition.term(), definition);
    return this;
  }

  /** Adds a note, once. */
  Draft note(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
    return this;
  }

  /**
   * Passes when a question can be asked about the days of a report.
   *
   * @throws WarehouseException with code USAGE
   */
  static void check(String question, ReportRequest request) {
    Query query = Queries.named(question);
    query.check(QueryRequest.of(query, request, Map.of()));
  }

  /** What a question answers about the days it usually is about when asked after the report's. */
  Optional<ReportContent> ask(String question) {
    return ask(question, Queries.named(question).usualRange(request.period().to()), Map.of());
  }

  /**
   * What a question answers about some days, asked on the day after the report's; its explanations
   * and notes become the report's. Empty when there can be no answer, which a note then says.
   */
  Optional<ReportContent> ask(String question, DayRange days, Map<String, String> options) {
    Query query = Queries.named(question);
    try {
      QueryRequest asked = QueryRequest.of(query, request, options).over(days);
      query.check(asked);
      ReportContent answer = query.answer(asked, tables);
      answer.definitions().forEach(this::where);
      answer.notes().forEach(this::note);
      return Optional.of(answer);
    } catch (WarehouseException e) {
      if (e.code() != Code.WAITING) {
        throw e;
      }
      note("Not told: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + ".");
      return Optional.empty();
    }
  }

  /** The whole; says how many numbers of the period were published differently before. */
  ReportContent content() {
    long restated = Restated.numbers(tables, request.guildId(), request.period());
    List<String> all = new ArrayList<>();
    if (restated > 0) {
      all.add(Restated.note(restated));
    }
    all.addAll(notes);
    return new ReportContent(
        report.name(),
        report.title(),
        request.guildId(),
        request.guildName(),
        request.period(),
        request.audience(),
        restated,
        figures,
        sheets,
        charts,
        List.copyOf(definitions.values()),
        all);
  }
}
