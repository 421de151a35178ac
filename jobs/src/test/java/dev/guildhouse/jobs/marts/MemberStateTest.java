package dev.guildhouse.jobs.marts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.flow.JobInputs;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Night after night beside a calendar that looks at every day anew. */
class MemberStateTest {
  private static final TableDef MEMBER_DAILY = Rollups.of(Entity.MEMBER, Period.DAY);
  private static final TableDef GUILD_DAILY = Rollups.of(Entity.GUILD, Period.DAY);
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int MEMBERS = 6;
  private static final int[] LENGTHS = {1, 1, 6, 30, 66};
  private static final long GUILD = 7;

  private final SparkSession spark = TablesInMemory.session();
  private final Random random = new Random(11);
  private final NavigableMap<LocalDate, NavigableSet<Long>> active = new TreeMap<>();
  private final NavigableMap<LocalDate, Double> coverage = new TreeMap<>();
  private List<Row> state = List.of();
  private LocalDate asOf = FIRST.minusDays(1);

  @Test
  void everyNightEqualsACalendarThatForgetsNothing() {
    int restated = 0;
    while (asOf.isBefore(FIRST.plusDays(70))) {
      NavigableSet<LocalDate> folded = new TreeSet<>();
      int days = LENGTHS[random.nextInt(LENGTHS.length)];
      for (int i = 1; i <= days; i++) {
        live(asOf.plusDays(i));
        folded.add(asOf.plusDays(i));
      }
      if (random.nextInt(2) == 0 && !active.isEmpty()) {
        LocalDate late = asOf.minusDays(random.nextInt(90));
        if (!late.isBefore(FIRST)) {
          live(late);
          folded.add(late);
          restated++;
        }
      }
      fold(folded);
      assertThat(lines()).as("as of " + asOf).containsExactlyElementsOf(expected());
    }
    assertThat(restated).isPositive();
  }

  @Test
  void gapThatIsFoundLateShortensAStreakLongerThanTheMask() {
    NavigableSet<LocalDate> all =
        new TreeSet<>(FIRST.datesUntil(FIRST.plusDays(100)).toList());
    all.forEach(day -> live(day, 1.0, 1L, 2L));
    fold(all);
    assertThat(lines()).hasSize(2).allMatch(line -> line.endsWith(" 100"));

    LocalDate old = FIRST.plusDays(50);
    live(old, 0.3, 1L);
    fold(new TreeSet<>(List.of(old)));
    assertThat(lines()).hasSize(2).allMatch(line -> line.endsWith(" 99"));

    LocalDate oldest = asOf.minusDays(63);
    live(oldest, 1.0, 1L);
    fold(new TreeSet<>(List.of(oldest)));
    assertThat(lines())
        .containsExactlyElementsOf(expected())
        .anyMatch(line -> line.endsWith(" 62"));

    live(old, 0.6, 1L);
    fold(new TreeSet<>(List.of(old)));
    assertThat(lines()).anyMatch(line -> line.endsWith(" 100")).containsAll(expected());
  }

  private void live(LocalDate day, double share, Long... members) {
    active.put(day, new TreeSet<>(List.of(members)));
    coverage.put(day, share);
  }

  /** Writes a day anew: members 1 to 3 never miss one, the others come and go. */
  private void live(LocalDate day) {
    NavigableSet<Long> present = new TreeSet<>();
    for (long member = 1; member <= MEMBERS; member++) {
      if (member <= 3 || random.nextInt(MEMBERS) >= member) {
        present.add(member);
      }
    }
    double share = random.nextInt(6) == 0 ? 0.49 : 0.5 + random.nextDouble() / 2;
    active.put(day, present);
    coverage.put(day, share);
    if (random.nextInt(15) == 0) {
      coverage.put(day, 0.0);
      present.clear();
    }
  }

  private void fold(NavigableSet<LocalDate> days) {
    TablesInMemory tables = new TablesInMemory(spark);
    active.forEach((day, members) -> members.forEach(member -> tables.with(
        MEMBER_DAILY,
        "{\"guild_id\": %d, \"member_key\": %d, \"period_start_date\": \"%s\", \"messages\": 1}"
            .formatted(GUILD, member, day))));
    coverage.forEach((day, share) -> tables.with(
        GUILD_DAILY,
        ("{\"guild_id\": %d, \"period_start_date\": \"%s\", \"messages_coverage\": 1.0,"
                + " \"reactions_coverage\": 1.0, \"voice_coverage\": %s}")
            .formatted(GUILD, day, share)));
    state.forEach(row -> tables.with(Marts.MEMBER_STATE, row.json()));
    JobInputs inputs = new JobInputs(tables, Config.load(Path.of("none.yaml"), Map.of()), spark);
    state = new MemberState().rows(inputs, Slice.of(List.of(GUILD), days)).collectAsList();
    asOf = active.lastKey();
  }

  private List<String> lines() {
    return state.stream()
        .map(row -> row.getAs("member_key") + " " + row.getAs("first_active_date") + " "
            + row.getAs("last_active_date") + " "
            + Long.toHexString(row.<Long>getAs("active_days_mask")) + " "
            + row.getAs("streak_days"))
        .sorted()
        .toList();
  }

  private List<String> expected() {
    List<String> lines = new ArrayList<>();
    for (long member = 1; member <= MEMBERS; member++) {
      long key = member;
      List<LocalDate> days = active.entrySet().stream()
          .filter(day -> day.getValue().contains(key))
          .map(Map.Entry::getKey)
          .toList();
      if (!days.isEmpty()) {
        long mask = 0;
        for (int ago = 0; ago < 64; ago++) {
          mask |= days.contains(asOf.minusDays(ago)) ? 1L << ago : 0;
        }
        lines.add(member + " " + days.get(0) + " " + days.get(days.size() - 1) + " "
            + Long.toHexString(mask) + " " + streak(days));
      }
    }
    return lines.stream().sorted().toList();
  }

  private int streak(List<LocalDate> days) {
    int streak = 0;
    for (Map.Entry<LocalDate, Double> day : coverage.descendingMap().entrySet()) {
      if (day.getValue() >= 0.5) {
        if (!days.contains(day.getKey())) {
          return streak;
        }
        streak++;
      }
    }
    return streak;
  }
}
