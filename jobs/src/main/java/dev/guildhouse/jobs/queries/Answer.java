package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportContent.Definition;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.FourWeeks;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.jobs.reports.numbers.Restated;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.time.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what answers a question, in the order in which it is read. */
public final class Answer {
  private static final int DIGITS = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Query query;
  private final QueryRequest request;
  private final String title;
  private final DayRange period;
  private final List<Figure> figures = new ArrayList<>();
  private final List<ReportTable> tables = new ArrayList<>();
  private final List<Definition> definitions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private @Nullable Chart chart;
  private @Nullable ReportTable fourWeeks;

  private Answer(Query query, QueryRequest request, String title, DayRange period) {
    this.query = query;
    this.request = request;
    this.title = title;
    this.period = period;
  }

  public static Answer to(Query query, QueryRequest request, String title) {
    return new Answer(query, request, title, request.period());
  }

  /** Begins an answer about other days than those that were asked for. */
  public static Answer to(Query query, QueryRequest request, String title, DayRange period) {
    return new Answer(query, request, title, period);
  }

  /** A number without one to compare it with. */
  public Answer figure(String label, Format format, Cell value) {
    return figure(label, format, value, Cell.NONE, Cell.NONE);
  }

  public Answer figure(String label, Format format, Cell value, Cell previous, Cell growth) {
    return with(new Figure(label, format, value, previous, growth, Cell.NONE, Cell.NONE));
  }

  public Answer table(
      String name, String caption, List<ReportColumn> columns, List<List<Cell>> rows) {
    return with(new ReportTable(name, caption, columns, rows, null));
  }

  public Answer with(Figure figure) {
    figures.add(figure);
    return this;
  }

  /**
   * Headline numbers beside the period before. Of 30 days, which hold 4 or 5 weekends, those of the
   * last 28 stand beside them in a table of their own.
   */
  public Answer headlines(Headline headline, Function<Headline, List<Figure>> numbers) {
    numbers.apply(headline).forEach(this::with);
    return headline.fourWeeks().map(numbers).map(this::fourWeeks).orElse(this);
  }

  /** The same numbers as the headline's of 30 days, of 28. */
  public Answer fourWeeks(List<Figure> numbers) {
    fourWeeks = FourWeeks.table(numbers);
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

  /** Adds a note, once. */
  public Answer note(String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
    return this;
  }

  /** The whole; says how many numbers of the period were published differently before. */
  public ReportContent content(TableReader warehouse) {
    long restated = Restated.numbers(warehouse, request.guildId(), request.period());
    if (restated > 0) {
      notes.add(0, Restated.note(restated));
    }
    return content(restated);
  }

  /** The whole, of snapshots, which are never restated by late data. */
  public ReportContent content() {
    return content(0);
  }

  private ReportContent content(long restated) {
    if (fourWeeks != null) {
      tables.add(fourWeeks);
    }
    return new ReportContent(
        query.name().replace(' ', '_').replace('-', '_'),
        title,
        request.guildId(),
        request.report().guildName(),
        period,
        request.report().audience(),
        restated,
        figures,
        tables,
        chart == null ? List.of() : List.of(chart),
        definitions,
        notes);
  }

  /** A share in percent, to two digits; nothing of nothing is no share. */
  public static Cell percent(long part, long whole) {
    return whole == 0
        ? Cell.NONE
        : new Cell.Decimal(BigDecimal.valueOf(part)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP));
  }

  /** A share, known as a number from 0 to 1, in percent. */
  public static Cell percent(double share) {
    return decimal(BigDecimal.valueOf(share).multiply(HUNDRED));
  }

  public static Cell decimal(BigDecimal number) {
    return new Cell.Decimal(number.setScale(DIGITS, RoundingMode.HALF_UP));
  }

  /** How a member is named in an answer: by the pseudonym of the month in which it begins. */
  public static Cell member(QueryRequest request, long memberKey) {
    return memberKey == 0
        ? new Cell.Absent("unknown")
        : Cell.of(request
            .report()
            .pseudonyms()
            .of(request.guildId(), YearMonth.from(request.period().from()), memberKey));
  }

  /**
   * Passes where members can be followed from month to month.
   *
   * @throws WarehouseException with code WAITING in anonymous mode
   */
  public static void requireLinkable(Query query, QueryRequest request) {
    if (request.report().privacy() == PrivacyMode.ANONYMOUS) {
      throw WarehouseException.waiting(
          "answer " + query.name(),
          "NOT_AVAILABLE: in anonymous mode nobody can be followed from one month to the next",
          "It takes privacy.mode: pseudonymous.");
    }
  }
}
