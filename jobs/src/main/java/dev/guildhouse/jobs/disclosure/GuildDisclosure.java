package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metric.Distinct;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.metrics.Metric.Sum;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which numbers of one guild and its channels are shown. A row of fewer than five active members is
 * shown nowhere; a channel's goes into the row "other". For the rest each metric is looked at by
 * itself, by what its declaration says of it.
 */
final class GuildDisclosure {
  private static final List<Distinct> WIDEST_FIRST = Metrics.DISTINCTS.stream()
      .sorted(Comparator.comparingInt(Parts::breadth).reversed())
      .toList();

  private record SumMonth(Sum sum, YearMonth month) {}

  private final GuildNumbers numbers;
  private final LocalDate until;
  private final Map<SumMonth, Set<Cell>> sums = new HashMap<>();
  private final UniqueDisclosure uniques = new UniqueDisclosure();
  private final GuildCrowds crowds;

  /**
   * Decides about whole months, and the weeks that reach into them.
   *
   * @param days whole weeks and months
   * @param until the day before which everything is known
   */
  GuildDisclosure(GuildNumbers numbers, GuildCrowds crowds, DayRange days, LocalDate until) {
    this.numbers = numbers;
    this.crowds = crowds;
    this.until = until;
    NavigableSet<YearMonth> months = new TreeSet<>();
    days.days().forEach(day -> months.add(YearMonth.from(day)));
    months.forEach(this::decideSums);
    decideUniques(days);
  }

  /** Whether a number of a row is shown. Zeros are, in rows that are. */
  boolean isShown(Metric metric, Cell cell) {
    if (!isRow(cell)) {
      return false;
    }
    if (metric instanceof Sum sum) {
      return !Parts.isOfMembers(sum) || isShown(sum, cell);
    }
    if (metric instanceof Distinct distinct) {
      return uniques.isShown(distinct, cell);
    }
    if (metric instanceof Metric.Peak) {
      return UniqueDisclosure.isTellable(numbers.of(cell, metric).longValue());
    }
    return true;
  }

  /** Whether anything of a row is shown by itself. */
  boolean isRow(Cell cell) {
    if (!numbers.has(cell) || cell.days().to().isAfter(until) || !isWeekOver(cell)) {
      return false;
    }
    if (!numbers.isKnown(cell, Metrics.ACTIVE_MEMBERS)) {
      return false; // nobody knows of how many it tells
    }
    long active = numbers.of(cell, Metrics.ACTIVE_MEMBERS).longValue();
    return active >= Crowd.LEAST || (active == 0 && cell.place() == Cell.GUILD);
  }

  /** Which of a week's days hide behind others is known when the week is over. */
  private boolean isWeekOver(Cell cell) {
    return cell.period() != Period.DAY
        || !Period.WEEK.holding(cell.start()).to().isAfter(until);
  }

  /** A number of which the cube does not say who made it is not shown. */
  private boolean isShown(Sum sum, Cell cell) {
    if (numbers.of(cell, sum).signum() == 0) {
      return true;
    }
    List<YearMonth> months =
        cell.days().days().stream().map(YearMonth::from).distinct().toList();
    return months.stream().anyMatch(month -> isShown(sum, cell, month))
        && months.stream()
            .allMatch(month -> isShown(sum, cell, month) || isEmpty(sum, cell, month));
  }

  private boolean isShown(Sum sum, Cell cell, YearMonth month) {
    return sums.getOrDefault(new SumMonth(sum, month), Set.of()).contains(cell);
  }

  private boolean isEmpty(Sum sum, Cell cell, YearMonth month) {
    return crowds.of(Face.of(sum), month).keySet().stream()
        .noneMatch(atom -> cell.days().contains(atom.day())
            && (cell.place() == Cell.GUILD || cell.place() == atom.channel()));
  }

  private void decideSums(YearMonth month) {
    for (Sum sum : GuildCrowds.SUMS) {
      List<Face> faces = Face.of(sum, GuildCrowds.SUMS);
      if (crowds.of(faces.get(0), month).isEmpty()) {
        continue;
      }
      List<Sum> wholes = Parts.wholesOf(sum, GuildCrowds.SUMS);
      boolean isOfChannels = sum.entities().contains(Entity.CHANNEL);
      SumDisclosure disclosure = new SumDisclosure(
          month,
          faces.stream().map(face -> crowds.of(face, month)).toList(),
          cell -> isRow(cell)
              && (isOfChannels || cell.place() == Cell.GUILD)
              && wholes.stream()
                  .allMatch(whole ->
                      sums.getOrDefault(new SumMonth(whole, month), Set.of()).contains(cell)),
          cell -> numbers.of(cell, sum).doubleValue());
      sums.put(new SumMonth(sum, month), disclosure.decide(until));
    }
  }

  private void decideUniques(DayRange days) {
    Set<LocalDate> ends = new TreeSet<>();
    days.days().forEach(day -> {
      ends.add(Period.WEEK.holding(day).to());
      ends.add(Period.MONTH.holding(day).to());
    });
    for (LocalDate end : ends) {
      LocalDate last = end.minusDays(1);
      DayRange week = Period.WEEK.holding(last);
      if (week.to().equals(end)) {
        offerUniques(Period.WEEK, List.of(week.from()), Set.of(Cell.GUILD));
        offerUniques(Period.DAY, week.days(), Set.of(Cell.GUILD));
        offerUniques(Period.WEEK, List.of(week.from()), numbers.channels());
        offerUniques(Period.DAY, week.days(), numbers.channels());
      }
      DayRange month = Period.MONTH.holding(last);
      if (month.to().equals(end)) {
        offerUniques(Period.MONTH, List.of(month.from()), Set.of(Cell.GUILD));
        offerUniques(Period.MONTH, List.of(month.from()), numbers.channels());
      }
    }
  }

  private void offerUniques(Period period, List<LocalDate> starts, Set<Long> places) {
    Set<Cell> rows = new HashSet<>();
    for (long place : places) {
      starts.stream()
          .map(start -> new Cell(place, period, start))
          .filter(this::isRow)
          .forEach(rows::add);
    }
    for (Distinct metric : WIDEST_FIRST) {
      rows.stream()
          .sorted(Comparator.comparing((Cell cell) -> numbers.of(cell, metric))
              .reversed()
              .thenComparing(Cell::start)
              .thenComparing(Cell::place))
          .forEach(cell -> uniques.offer(metric, cell, numbers.of(cell, metric).longValue()));
    }
  }
}
