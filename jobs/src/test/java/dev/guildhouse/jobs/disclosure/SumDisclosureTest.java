package dev.guildhouse.jobs.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weeks of June 2026 begin on its first day; its last week goes on into July. */
class SumDisclosureTest {
  private static final YearMonth JUNE = YearMonth.of(2026, 6);
  private static final LocalDate MONDAY = JUNE.atDay(1);
  private static final LocalDate LATER = LocalDate.of(2026, 12, 1);

  /** Members 1 to n wrote in a channel on a day, one message each. */
  private final Map<Atom, Set<Long>> doers = new HashMap<>();

  private void wrote(long channel, int day, long... members) {
    Set<Long> all = doers.computeIfAbsent(Atom.of(channel, JUNE.atDay(day)), a -> new HashSet<>());
    LongStream.of(members).forEach(all::add);
  }

  private static long[] members(int first, int last) {
    return LongStream.rangeClosed(first, last).toArray();
  }

  private Set<Cell> decide(LocalDate until) {
    return new SumDisclosure(JUNE, List.of(crowds()), cell -> true, this::size).decide(until);
  }

  private Map<Atom, Crowd> crowds() {
    Map<Atom, Crowd> crowds = new HashMap<>();
    doers.forEach((atom, members) ->
        crowds.put(atom, Crowd.of(members.stream().mapToLong(Long::longValue).toArray())));
    return crowds;
  }

  private double size(Cell cell) {
    return doers.entrySet().stream()
        .filter(doing -> holds(cell, doing.getKey()))
        .mapToInt(doing -> doing.getValue().size())
        .sum();
  }

  private static boolean holds(Cell cell, Atom atom) {
    return cell.days().contains(atom.day())
        && (cell.place() == Cell.GUILD || cell.place() == atom.channel());
  }

  private static Cell guildDay(int day) {
    return new Cell(Cell.GUILD, Period.DAY, JUNE.atDay(day));
  }

  @Test
  void hidesTheSmallestSafeDayBesideAnUnsafeOne() {
    wrote(7, 1, members(1, 20));
    wrote(7, 2, members(1, 9));
    wrote(7, 3, members(1, 6));
    wrote(7, 4, 1, 2, 3);

    Set<Cell> shown = decide(MONDAY.plusDays(7));

    assertThat(shown)
        .contains(new Cell(Cell.GUILD, Period.WEEK, MONDAY), guildDay(1), guildDay(2))
        .doesNotContain(guildDay(3), guildDay(4));
  }

  @Test
  void needsNoFurtherDayWhereUnsafeOnesAreEnoughTogether() {
    wrote(7, 1, members(1, 20));
    wrote(7, 2, 1, 2, 3);
    wrote(7, 3, 4, 5, 6);

    assertThat(decide(MONDAY.plusDays(7)))
        .contains(guildDay(1), new Cell(Cell.GUILD, Period.WEEK, MONDAY))
        .doesNotContain(guildDay(2), guildDay(3));
  }

  @Test
  void mergesTheSmallestSafeChannelWithASmallOne() {
    wrote(7, 1, members(1, 20));
    wrote(8, 1, members(1, 7));
    wrote(9, 1, 1, 2);

    Set<Cell> shown = decide(MONDAY.plusDays(7));

    assertThat(shown)
        .contains(guildDay(1), new Cell(7, Period.DAY, MONDAY))
        .doesNotContain(new Cell(8, Period.DAY, MONDAY), new Cell(9, Period.DAY, MONDAY))
        .doesNotContain(new Cell(8, Period.WEEK, MONDAY));
  }

  @Test
  void hidesTheMonthWhenItWouldTellOfADayThatNoWeekTellsOf() {
    wrote(7, 1, members(1, 20));
    wrote(7, 30, 1, 2);

    Set<Cell> shown = decide(LATER);

    assertThat(shown)
        .contains(guildDay(1))
        .doesNotContain(new Cell(Cell.GUILD, Period.MONTH, MONDAY), guildDay(30));
  }

  @Test
  void showsEverythingOfALargeGuild() {
    for (int day = 1; day <= 30; day++) {
      wrote(7, day, members(1, 20));
      wrote(8, day, members(1, 10));
    }

    assertThat(decide(LATER)).hasSize(3 * (30 + 5 + 1));
  }

  @Test
  void showsNoWeekThatIsNotOver() {
    wrote(7, 1, members(1, 20));

    assertThat(decide(MONDAY.plusDays(6))).isEmpty();
  }

  @Test
  void doesNotTakeBackWhatItShowed() {
    fillAtRandom(new Random(5), 4, 14);
    Set<Cell> before = Set.of();
    for (LocalDate until = MONDAY; until.isBefore(LATER); until = until.plusDays(1)) {
      Set<Cell> shown = decide(until);
      assertThat(shown).containsAll(before);
      before = shown;
    }
    assertThat(before).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void noCombinationOfShownSumsSinglesOutAnybody(long seed) {
    Random random = new Random(seed);
    fillAtRandom(random, 2 + random.nextInt(4), 8 + random.nextInt(5));

    assertThat(leaks(decide(LATER), random)).isEmpty();
  }

  @Test
  void theAttackSucceedsWhereOnlySmallNumbersAreHidden() {
    Random random = new Random(1);
    fillAtRandom(random, 4, 10);
    Set<Cell> safeByThemselves = new HashSet<>();
    doers.keySet().forEach(atom -> {
      safeByThemselves.addAll(atom.ofGuild());
      safeByThemselves.addAll(atom.ofChannel());
    });
    safeByThemselves.removeIf(cell -> doersOf(cell).size() < Crowd.LEAST);

    assertThat(leaks(safeByThemselves, random)).isNotEmpty();
  }

  private Set<Long> doersOf(Cell cell) {
    Set<Long> all = new HashSet<>();
    doers.forEach((atom, members) -> {
      if (holds(cell, atom)) {
        all.addAll(members);
      }
    });
    return all;
  }

  /** A few days of two weeks, the last week and a few channels, some busy and some not. */
  private void fillAtRandom(Random random, int channels, int members) {
    for (int day : new int[] {1, 2, 3, 5, 8, 9, 12, 29, 30}) {
      for (long channel = 0; channel < channels; channel++) {
        double share = random.nextDouble() * random.nextDouble() * 1.4;
        for (long member = 1; member <= members; member++) {
          if (random.nextDouble() < share) {
            wrote(channel, day, member);
          }
        }
      }
    }
  }

  /** Fours of members of whom alone some combination tells: all of them, or as many as are drawn. */
  private List<Set<Long>> leaks(Set<Cell> shown, Random random) {
    List<Atom> atoms = new ArrayList<>(doers.keySet());
    List<Set<Long>> crowds = atoms.stream().map(doers::get).toList();
    Map<String, Set<Integer>> sums = new TreeMap<>();
    for (Cell cell : shown) {
      Set<Integer> held = new HashSet<>();
      for (int atom = 0; atom < atoms.size(); atom++) {
        if (holds(cell, atoms.get(atom))) {
          held.add(atom);
        }
      }
      sums.put(cell.toString(), held);
    }
    List<Set<Long>> leaks = new ArrayList<>();
    for (int attempt = 0; attempt < 150; attempt++) {
      Set<Long> few = new HashSet<>();
      while (few.size() < Crowd.LEAST - 1) {
        few.add(1L + random.nextInt(12));
      }
      if (LinearAttack.singlesOut(few, List.copyOf(sums.values()), crowds)) {
        leaks.add(few);
      }
    }
    return leaks;
  }
}
