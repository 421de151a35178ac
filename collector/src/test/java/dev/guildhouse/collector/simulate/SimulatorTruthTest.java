package dev.guildhouse.collector.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.simulate.truth.GuildTruth;
import dev.guildhouse.collector.simulate.truth.TruthRow;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth of the simulator against a plain recount of its events. */
class SimulatorTruthTest {
  @ParameterizedTest
  @CsvSource({"1, 2026-09-18", "2, 2024-02-20", "3, 2025-12-27"})
  void truthIsWhatAPlainRecountOfTheEventsFinds(long seed, LocalDate from) {
    check(SimulationPlan.of(2, 60, 9, 20, 2_500, seed, from));
  }

  @Test
  void oneBusyDayIsTrueToo() {
    check(SimulationPlan.of(1, 300, 20, 1, 12_000, 5, LocalDate.of(2026, 10, 31)));
  }

  private static void check(SimulationPlan plan) {
    SimulatedEvents events = SimulatedEvents.of(plan);
    assertThat(events.truth().guilds().keySet())
        .containsExactlyInAnyOrderElementsOf(plan.guildIds());
    for (long guildId : plan.guildIds()) {
      GuildTruth truth = events.truth().guild(guildId);
      RecountedTruth recounted =
          new RecountedTruth(new Recount(events.ofGuild(guildId), plan.range().to()));
      for (Period period : Period.values()) {
        assertThat(differences(days(truth.guild().get(period)), recounted.guild(period)))
            .as("%s of %s", period, guildId)
            .isEmpty();
        assertThat(differences(ids(truth.channels().get(period)), recounted.channels(period)))
            .as("channels, %s of %s", period, guildId)
            .isEmpty();
      }
      assertThat(differences(ids(truth.members()), recounted.members()))
          .as("members of %s", guildId)
          .isEmpty();
      assertThat(truth.topContent()).isEqualTo(recounted.topContent());
      assertThat(truth.rolling()).isEqualTo(recounted.rolling(plan.range().days()));
      assertThat(truth.streaks()).isEqualTo(recounted.streaks(plan.range().days()));
    }
  }

  /** Where two nested maps differ, so that a failure names the numbers instead of all rows. */
  private static List<String> differences(Map<?, ?> truth, Map<?, ?> recounted) {
    Set<Object> keys = new LinkedHashSet<>(truth.keySet());
    keys.addAll(recounted.keySet());
    List<String> differences = new ArrayList<>();
    for (Object key : keys) {
      Object one = truth.get(key);
      Object other = recounted.get(key);
      if (one instanceof Map<?, ?> && other instanceof Map<?, ?>) {
        differences((Map<?, ?>) one, (Map<?, ?>) other)
            .forEach(difference -> differences.add(key + " " + difference));
      } else if (!Objects.equals(one, other)) {
        differences.add(key + ": truth " + one + ", recounted " + other);
      }
    }
    return differences;
  }

  private static SortedMap<Long, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> ids(
      SortedMap<Long, SortedMap<LocalDate, TruthRow>> rows) {
    SortedMap<Long, SortedMap<LocalDate, SortedMap<String, BigDecimal>>> ids = new TreeMap<>();
    rows.forEach((id, days) -> ids.put(id, days(days)));
    return ids;
  }

  private static SortedMap<LocalDate, SortedMap<String, BigDecimal>> days(
      SortedMap<LocalDate, TruthRow> rows) {
    SortedMap<LocalDate, SortedMap<String, BigDecimal>> days = new TreeMap<>();
    rows.forEach((day, row) -> days.put(day, row.values()));
    return days;
  }
}
