package dev.guildhouse.collector.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildhouse.collector.simulate.truth.TruthDetail;
import dev.guildhouse.schema.WarehouseException;
import java.time.LocalDate;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SimulationPlanTest {
  private static final LocalDate FROM = LocalDate.of(2026, 10, 1);

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(() -> SimulationPlan.of(0, 3, 1, 0, 50, 1, LocalDate.of(1970, 1, 1)))
        .isInstanceOfSatisfying(
            WarehouseException.class,
            e -> assertThat(e.code()).isEqualTo(WarehouseException.Code.USAGE))
        .hasMessageContainingAll(
            "guilds must be from 1 to 1000, not 0",
            "members must be from 10 to 5000000, not 3",
            "channels must be from 4 to 500, not 1",
            "days must be from 1 to 3660, not 0",
            "events per day must be from 100",
            "all days must lie between");
  }

  @Test
  void everyGuildNeedsItsEvents() {
    assertThatThrownBy(() -> SimulationPlan.of(1_000, 10, 4, 1, 50_000, 1, FROM))
        .hasMessageContaining("events per day must be from 100000");
  }

  @Test
  void endsOnTheDayAskedFor() {
    SimulationPlan plan =
        SimulationPlan.of(1, 10, 4, 7, 100, 1, FROM).endingOn(LocalDate.of(2026, 11, 30));
    assertThat(plan.range().days()).hasSize(7).endsWith(LocalDate.of(2026, 11, 30));
    assertThat(plan.received().to()).isEqualTo(LocalDate.of(2026, 12, 5));
  }

  @Test
  void keepsLessTruthOfWhatIsLarge() {
    assertThat(SimulationPlan.of(1, 10, 4, 1, 1_000, 1, FROM).truth())
        .isEqualTo(TruthDetail.MEMBERS);
    assertThat(SimulationPlan.of(1, 10, 4, 1, 10_000_000, 1, FROM).truth())
        .isEqualTo(TruthDetail.CHANNELS);
  }

  @Test
  void guildsAreApartWithinAPlanAndBetweenPlans() {
    SimulationPlan plan = SimulationPlan.of(1_000, 10, 4, 1, 100_000, 1, FROM);
    SimulationPlan longer = SimulationPlan.of(1_000, 10, 4, 2, 100_000, 1, FROM);
    assertThat(new HashSet<>(plan.guildIds())).hasSize(1_000).allMatch(id -> id > 0);
    assertThat(longer.guildIds()).doesNotContainAnyElementsOf(plan.guildIds());
    assertThat(plan.with(TruthDetail.NONE).guildIds()).isEqualTo(plan.guildIds());
  }

  @Test
  void theEventsOfADayAreSharedAmongTheGuilds() {
    SimulationPlan plan = SimulationPlan.of(20, 10, 4, 1, 100_000, 1, FROM);
    double sum = 0;
    for (int number = 0; number < 20; number++) {
      sum += plan.eventsPerDay(number);
    }
    assertThat(sum).isBetween(99_999.0, 100_001.0);
    assertThat(plan.eventsPerDay(0)).isGreaterThan(3 * plan.eventsPerDay(19));
  }
}
