package dev.guildhouse.jobs.disclosure;

import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Decides which rows of one sum and calendar month are shown.
 *
 * <p>Rows are offered in the order in which their periods end, so that what was shown once stays
 * shown: each week with its days, then the month, then the week that goes on into the next month.
 * Among those that end together, guild before channel, long before short, large before small; a row
 * that would single somebody out is left out. So the smallest of the safe ones is what a suppressed
 * one hides behind.
 *
 * <p>A week of two months counts as its two parts, and is shown only where both may be: so each month
 * stands for itself, as do the keys of members in anonymous mode.
 */
final class SumDisclosure {
  private final YearMonth month;
  private final List<Map<Atom, Crowd>> faces;
  private final Predicate<Cell> isAllowed;
  private final ToDoubleFunction<Cell> size;
  private final Set<Cell> shown = new HashSet<>();

  /**
   * @param faces who did it, by channel and day of the month; then who did what is left of each
   *     other sum that this one is a part of
   * @param isAllowed which rows may be shown at all
   * @param size the number in a row
   */
  SumDisclosure(
      YearMonth month,
      List<Map<Atom, Crowd>> faces,
      Predicate<Cell> isAllowed,
      ToDoubleFunction<Cell> size) {
    this.month = month;
    this.faces = faces;
    this.isAllowed = isAllowed;
    this.size = size;
  }

  /**
   * The rows that are shown, true zeros left out.
   *
   * @param until the day before which everything is known
   */
  Set<Cell> decide(LocalDate until) {
    DayRange days = new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
    NavigableSet<LocalDate> weeks = new TreeSet<>();
    days.days().forEach(day -> weeks.add(Period.WEEK.start(day)));
    for (LocalDate week : weeks) {
      if (!Period.WEEK.holding(week).to().isAfter(days.to())) {
        offerWeek(week, until, within(Period.WEEK.holding(week)));
      }
    }
    if (!days.to().isAfter(until)) {
      offerAll(Period.MONTH, List.of(days.from()), faces);
    }
    LocalDate last = weeks.last();
    if (Period.WEEK.holding(last).to().isAfter(days.to())) {
      offerWeek(last, until, faces);
    }
    return Collections.unmodifiableSet(shown);
  }

  private void offerWeek(LocalDate week, LocalDate until, List<Map<Atom, Crowd>> scope) {
    DayRange days = Period.WEEK.holding(week);
    if (days.to().isAfter(until)) {
      return;
    }
    List<LocalDate> daysOfMonth =
        days.days().stream().filter(day -> YearMonth.from(day).equals(month)).toList();
    offer(List.of(new Cell(Cell.GUILD, Period.WEEK, week)), scope);
    offer(cells(List.of(Cell.GUILD), Period.DAY, daysOfMonth), scope);
    offer(cells(channels(), Period.WEEK, List.of(week)), scope);
    offer(cells(channels(), Period.DAY, daysOfMonth), scope);
  }

  private void offerAll(Period period, List<LocalDate> starts, List<Map<Atom, Crowd>> scope) {
    offer(cells(List.of(Cell.GUILD), period, starts), scope);
    offer(cells(channels(), period, starts), scope);
  }

  /** Before a month is shown, its weeks do not bear on each other. */
  private List<Map<Atom, Crowd>> within(DayRange days) {
    List<Map<Atom, Crowd>> some = new ArrayList<>();
    for (Map<Atom, Crowd> face : faces) {
      Map<Atom, Crowd> ofDays = new HashMap<>(face);
      ofDays.keySet().removeIf(atom -> !days.contains(atom.day()));
      some.add(ofDays);
    }
    return some;
  }

  private List<Long> channels() {
    return faces.get(0).keySet().stream()
        .map(Atom::channel)
        .filter(channel -> channel != Cell.NO_CHANNEL)
        .distinct()
        .toList();
  }

  private static List<Cell> cells(List<Long> places, Period period, List<LocalDate> starts) {
    List<Cell> cells = new ArrayList<>();
    for (long place : places) {
      starts.forEach(start -> cells.add(new Cell(place, period, start)));
    }
    return cells;
  }

  private void offer(List<Cell> cells, List<Map<Atom, Crowd>> scope) {
    Map<Cell, List<Crowd>> crowds = crowds(scope);
    add(
        cells.stream()
            .filter(isAllowed)
            .filter(crowds::containsKey)
            .filter(cell -> isTellable(crowds.getOrDefault(cell, List.of())))
            .sorted(Comparator.comparingDouble(size)
                .reversed()
                .thenComparing(Cell::start)
                .thenComparing(Cell::place))
            .toList(),
        scope);
  }

  private static boolean isTellable(List<Crowd> faces) {
    return !faces.get(0).isEmpty() && faces.stream().allMatch(Crowd::isTellable);
  }

  /** The crowds of all rows that hold anything, one for each face. */
  private static Map<Cell, List<Crowd>> crowds(List<Map<Atom, Crowd>> faces) {
    Map<Cell, List<Crowd>> crowds = new HashMap<>();
    for (int face = 0; face < faces.size(); face++) {
      int place = face;
      faces.get(face).forEach((atom, crowd) -> {
        for (List<Cell> cells : List.of(atom.ofGuild(), atom.ofChannel())) {
          for (Cell cell : cells) {
            List<Crowd> ofCell = crowds.computeIfAbsent(
                cell, c -> new ArrayList<>(Collections.nCopies(faces.size(), Crowd.NOBODY)));
            ofCell.set(place, ofCell.get(place).plus(crowd));
          }
        }
      });
    }
    return crowds;
  }

  /** One after the other, but many at once where none of them does harm. */
  private void add(List<Cell> cells, List<Map<Atom, Crowd>> scope) {
    if (cells.isEmpty()) {
      return;
    }
    shown.addAll(cells);
    if (scope.stream().allMatch(face -> Subtraction.singlesOutNobody(face, shown))) {
      return;
    }
    cells.forEach(shown::remove);
    if (cells.size() > 1) {
      add(cells.subList(0, cells.size() / 2), scope);
      add(cells.subList(cells.size() / 2, cells.size()), scope);
    }
  }
}
