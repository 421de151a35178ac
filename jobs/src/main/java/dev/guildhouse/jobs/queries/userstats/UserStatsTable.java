package dev.guildhouse.jobs.queries.userstats;

import dev.guildhouse.jobs.reports.content.Cell;
import dev.guildhouse.jobs.reports.content.ReportColumn;
import dev.guildhouse.jobs.reports.content.ReportColumn.Format;
import dev.guildhouse.jobs.reports.content.ReportContent.Definition;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.numbers.Coverage;
import dev.guildhouse.jobs.reports.numbers.CoveredHours;
import dev.guildhouse.jobs.statistics.Distribution;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** The twelve columns of a report, and behind them those that make cases comparable. */
final class UserStatsTable {
  static final List<Definition> DEFINITIONS = List.of(
      new Definition(
          "Total users", "Members at the last count before the end of the days, in every row."),
      new Definition("Active users", "Different members with at least one live message."),
      new Definition("Voice users", "Different members with at least 1 s of voice."),
      new Definition(
          "Messages",
          "Live messages at their creation hour; a delete takes its message out of it."),
      new Definition(
          "(stdev)",
          "Sample standard deviation over the active users, or over the voice users; 0 for fewer"
              + " than two."),
      new Definition(
          "covered_days",
          "How many days of the case were watched; of an hour of the day, how many such hours."),
      new Definition(
          "gini",
          "How unequal messages are shared among active users, from 0 to 1: the Gini coefficient"
              + " times n / (n - 1)."),
      new Definition(
          "top_10_percent_share",
          "Percent of the messages that the tenth of active users with most has written."));

  static final List<String> NOTES = List.of(
      "Hours and weekdays are UTC. Bots, webhooks and system messages are left out.",
      "Median, p90, Gini and the share of the top stand only for five active users or more.");

  /** Fewer members would show single ones. */
  private static final int FEWEST = 5;

  private static final int DIGITS = 2;
  private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3_600);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal TENTH = new BigDecimal("0.1");
  private static final BigDecimal NINE_TENTHS = new BigDecimal("0.9");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  private static final List<ReportColumn> COLUMNS = List.of(
      ReportColumn.of("Case", Format.TEXT),
      ReportColumn.of("Total users", Format.COUNT),
      ReportColumn.of("Active users", Format.COUNT),
      ReportColumn.of("Voice users", Format.COUNT),
      ReportColumn.of("Joins", Format.COUNT),
      ReportColumn.of("Parts", Format.COUNT),
      ReportColumn.of("Messages", Format.COUNT),
      ReportColumn.of("Messages/user", Format.DECIMAL),
      ReportColumn.of("(stdev)", Format.DECIMAL),
      ReportColumn.of("Voice man-hours", Format.DECIMAL),
      ReportColumn.of("Voice hours/user", Format.DECIMAL),
      ReportColumn.of("(stdev)", Format.DECIMAL),
      ReportColumn.of("covered_days", Format.DECIMAL),
      ReportColumn.of("messages_per_covered_day", Format.DECIMAL),
      ReportColumn.of("n", Format.COUNT),
      ReportColumn.of("median", Format.DECIMAL),
      ReportColumn.of("p90", Format.DECIMAL),
      ReportColumn.of("gini", Format.DECIMAL),
      ReportColumn.of("top_10_percent_share", Format.DECIMAL));

  private final Cases cases;
  private final CoveredHours covered;
  private final OptionalLong totalUsers;
  private final boolean isOfChannel;

  UserStatsTable(Cases cases, CoveredHours covered, OptionalLong totalUsers, boolean isOfChannel) {
    this.cases = cases;
    this.covered = covered;
    this.totalUsers = totalUsers;
    this.isOfChannel = isOfChannel;
  }

  /**
   * The table.
   *
   * @param numbers of every case
   */
  ReportTable of(List<CaseNumbers> numbers) {
    List<List<Cell>> rows = new ArrayList<>();
    for (int number = 0; number < numbers.size(); number++) {
      rows.add(row(number, numbers.get(number)));
    }
    return new ReportTable(
        "User statistics",
        switch (cases) {
          case FULL -> "The whole period.";
          case WEEKDAY -> "One row per weekday; sums are of all such days of the period.";
          case HOURLY -> "One row per hour of the day; sums are of all such hours of the period.";
        },
        COLUMNS,
        rows,
        new ReportTable.Digest(
            "Users",
            List.of("Case", "Active users", "Messages", "Messages/user", "Voice man-hours"),
            rows.size()));
  }

  private List<Cell> row(int number, CaseNumbers of) {
    Predicate<Instant> isInCase = hour -> cases.of(hour) == number;
    Coverage text = covered.of("messages", isInCase);
    Coverage voice = covered.of("voice", isInCase);
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.of(cases.label(number)));
    cells.add(
        totalUsers.isPresent() ? Cell.of(totalUsers.getAsLong()) : new Cell.Absent("not known"));
    cells.add(seen(text, of.messages(), Cell.of(of.messagesOfUsers().size())));
    cells.add(seen(voice, of.voiceSeconds(), Cell.of(of.voiceOfUsers().size())));
    if (isOfChannel) {
      cells.add(Cell.NONE);
      cells.add(Cell.NONE);
    } else {
      Coverage members = covered.of("members", isInCase);
      cells.add(seen(members, of.joins(), Cell.of(of.joins())));
      cells.add(seen(members, of.leaves(), Cell.of(of.leaves())));
    }
    cells.add(seen(text, of.messages(), Cell.of(of.messages())));
    text(of).forEach(cell -> cells.add(seen(text, of.messages(), cell)));
    voice(of).forEach(cell -> cells.add(seen(voice, of.voiceSeconds(), cell)));
    BigDecimal days = text.watched().divide(BigDecimal.valueOf(cases.secondsOfADay()), PRECISION);
    cells.add(decimal(days));
    cells.add(
        days.signum() == 0
            ? Cell.NOT_WATCHED
            : decimal(BigDecimal.valueOf(of.messages()).divide(days, PRECISION)));
    cells.addAll(shares(of.messagesOfUsers()));
    return cells;
  }

  private static List<Cell> text(CaseNumbers of) {
    return List.of(
        decimal(per(BigDecimal.valueOf(of.messages()), of.messagesOfUsers().size())),
        decimal(of.messagesOfUsers().moments().sampleDeviation()));
  }

  private static List<Cell> voice(CaseNumbers of) {
    BigDecimal hours = hours(BigDecimal.valueOf(of.voiceSeconds()));
    return List.of(
        decimal(hours),
        decimal(per(hours, of.voiceOfUsers().size())),
        decimal(hours(of.voiceOfUsers().sampleDeviation())));
  }

  private static List<Cell> shares(Distribution messages) {
    Cell n = Cell.of(messages.size());
    return messages.size() < FEWEST
        ? List.of(n, Cell.NONE, Cell.NONE, Cell.NONE, Cell.NONE)
        : List.of(
            n,
            decimal(messages.percentile(HALF)),
            decimal(messages.percentile(NINE_TENTHS)),
            decimal(messages.gini()),
            decimal(messages.shareOfTop(TENTH).multiply(HUNDRED)));
  }

  private static BigDecimal hours(BigDecimal seconds) {
    return seconds.divide(SECONDS_OF_AN_HOUR, PRECISION);
  }

  private static BigDecimal per(BigDecimal sum, long users) {
    return users == 0 ? BigDecimal.ZERO : sum.divide(BigDecimal.valueOf(users), PRECISION);
  }

  private static Cell decimal(BigDecimal number) {
    return new Cell.Decimal(number.setScale(DIGITS, RoundingMode.HALF_UP));
  }

  private static Cell seen(Coverage coverage, long number, Cell printed) {
    return coverage.seen(BigDecimal.valueOf(number), printed);
  }
}
