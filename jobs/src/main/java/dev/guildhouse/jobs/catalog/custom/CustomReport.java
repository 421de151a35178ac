package dev.guildhouse.jobs.catalog.custom;

import dev.guildhouse.jobs.catalog.custom.Definition.Lines;
import dev.guildhouse.jobs.catalog.custom.Definition.Sheet;
import dev.guildhouse.jobs.disclosure.PublicTables;
import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.export.NotAvailable;
import dev.guildhouse.jobs.reports.numbers.ChannelNames;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.MetricFamilies;
import dev.guildhouse.jobs.reports.numbers.Restated;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A report of a home's own, as a file declares it. */
final class CustomReport implements Report {
  private static final int SHOWN = 5;
  private static final int SHOWN_COLUMNS = 4;

  private final Definition definition;

  CustomReport(Definition definition) {
    this.definition = definition;
  }

  @Override
  public String name() {
    return definition.name();
  }

  @Override
  public String title() {
    return definition.title();
  }

  @Override
  public String doc() {
    return definition.sheets().stream()
        .map(sheet -> sheet.title() + " (" + sheet.table().name() + ")")
        .collect(Collectors.joining(", ", "The home's own: ", "."));
  }

  @Override
  public Period period() {
    return definition.period();
  }

  /** For moderators; for the public only when its file says so, which holds it to public tables. */
  @Override
  public Set<Audience> audiences() {
    return definition.audience() == Audience.PUBLIC
        ? Set.of(Audience.MODERATORS, Audience.PUBLIC)
        : Set.of(Audience.MODERATORS);
  }

  @Override
  public void check(ReportRequest request) {
    Report.super.check(request);
    boolean isWhole =
        new ReportPeriod(request.period()).calendar().filter(period()::equals).isPresent();
    if (request.isPublic() && !isWhole) {
      throw WarehouseException.usage(
          "write the report " + name() + " for " + request.period() + " for the public",
          "that is no whole " + period().sqlUnit() + ", and in a chosen range of days small numbers"
              + " could be found",
          "Give a whole " + period().sqlUnit() + ", or write it for moderators: --audience"
              + " moderators");
    }
  }

  @Override
  public ReportContent build(ReportRequest request, TableReader warehouse) {
    DayRange period = request.period();
    TableReader tables = request.isPublic()
        ? PublicTables.ofGuild(
            warehouse,
            request.guildId(),
            new DayRange(period.previous().from(), period.to()),
            period.to())
        : warehouse;
    Headline headline = Headline.read(request, tables);
    SheetRows rows =
        new SheetRows(request, tables, ChannelNames.read(tables, request.guildId(), period.to()));
    List<ReportTable> sheets =
        definition.sheets().stream().map(sheet -> inShort(rows.of(sheet))).toList();
    long restated = Restated.numbers(warehouse, request.guildId(), period);
    return new ReportContent(
        request.isPublic() ? name() + "_public" : name(),
        title(),
        request.guildId(),
        request.guildName(),
        period,
        request.audience(),
        restated,
        definition.figures().stream().map(metric -> figure(headline, metric)).toList(),
        sheets,
        chart(),
        definitions(),
        notes(request, headline, restated, warehouse));
  }

  private static ReportTable inShort(ReportTable table) {
    return table.inShort(
        table.name(),
        SHOWN,
        table.columns().stream()
            .limit(SHOWN_COLUMNS)
            .map(column -> column.header())
            .toArray(String[]::new));
  }

  private List<Chart> chart() {
    Lines chart = definition.chart();
    return chart == null
        ? List.of()
        : List.of(new Chart.Lines(
            chart.title(),
            chart.sheet(),
            SheetColumn.of(chart.steps()).header(),
            chart.lines().stream()
                .map(column -> SheetColumn.of(column).header())
                .toList()));
  }

  private static Figure figure(Headline headline, Metric metric) {
    String label = label(metric);
    Set<String> families = MetricFamilies.of(metric);
    if (metric instanceof Metric.Level level) {
      return headline.level(label, level);
    }
    if (metric instanceof Metric.Distinct distinct) {
      return headline.unique(label, distinct, families);
    }
    Metric.Sum sum = (Metric.Sum) metric;
    return families.isEmpty() ? headline.unwatched(label, sum) : headline.sum(label, sum, families);
  }

  private static String label(Metric metric) {
    String words = metric.name().replaceFirst("_seconds$", "_hours").replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private List<ReportContent.Definition> definitions() {
    Map<String, ReportContent.Definition> terms = new LinkedHashMap<>();
    definition
        .figures()
        .forEach(metric -> terms.putIfAbsent(
            label(metric), new ReportContent.Definition(label(metric), metric.doc())));
    for (Sheet sheet : definition.sheets()) {
      for (var column : sheet.columns()) {
        String header = SheetColumn.of(column).header();
        terms.putIfAbsent(header, new ReportContent.Definition(header, column.comment()));
      }
    }
    return List.copyOf(terms.values());
  }

  private List<String> notes(
      ReportRequest request, Headline headline, long restated, TableReader tables) {
    List<String> notes = new ArrayList<>();
    if (restated > 0) {
      notes.add(Restated.note(restated));
    }
    if (!definition.figures().isEmpty()) {
      notes.add("Growth compares with " + new ReportPeriod(request.period().previous()).text()
          + "; it stands only where both periods were watched for at least 90 %.");
    }
    notes.add("Watched: " + headline.watched()
        + " of the period. What happened in a gap is unknown," + " and counts as nothing here.");
    NotAvailable notAvailable =
        new NotAvailable(List.of(request.guildId()), guild -> request.privacy(), tables.sealed());
    definition.sheets().stream()
        .flatMap(sheet ->
            notAvailable.in(sheet.table(), SheetRows.days(sheet, request.period())).stream())
        .distinct()
        .map(sentence -> sentence + ".")
        .forEach(notes::add);
    if (!request.isPublic()) {
      List<DayRange> both = List.of(request.period(), request.period().previous());
      for (int which = 0; which < both.size(); which++) {
        String when = new ReportPeriod(both.get(which)).text();
        headline
            .whyNoUniques()
            .get(which)
            .ifPresent(why -> notes.add("NOT_AVAILABLE for " + when
                + ": how many different members, because " + why + "."));
      }
    }
    notes.add(
        request.isPublic()
            ? "For everybody: no number tells of fewer than five members. What would is withheld."
            : "For moderators: members stand under pseudonyms that change every month.");
    return notes;
  }
}
