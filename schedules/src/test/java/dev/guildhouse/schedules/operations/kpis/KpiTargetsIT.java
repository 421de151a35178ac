package dev.guildhouse.schedules.operations.kpis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schema.kpis.KpiPeriod;
import dev.guildhouse.schema.kpis.KpiTarget;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KpiTargetsIT {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  @ParameterizedTest
  @EnumSource(Engine.class)
  void changeEndsWhatHeldAndRemovalEndsTheChange(Engine engine) {
    try (OperationsDatabase database = engine.open(InstantSource.system())) {
      KpiTargets targets = new KpiTargets(database);
      targets.set(7, target("dau", "100", DAY));
      targets.set(7, target("dau", "110.50", DAY));
      targets.set(7, target("dau", "120", DAY.plusDays(9)));
      targets.set(8, target("dau", "5", DAY));
      KpiTarget condition = new KpiTarget(
          "both", null, "dau < 5 AND churn_rate > 0.3", null, KpiPeriod.DAY, true, DAY, null);
      targets.set(8, condition);

      List<KpiTarget> ofSeven = targets.all().get(7L);
      assertThat(ofSeven)
          .extracting(KpiTarget::value)
          .containsExactly(new BigDecimal("110.50"), new BigDecimal("120"));
      assertThat(ofSeven).extracting(KpiTarget::until).containsExactly(DAY.plusDays(9), null);
      assertThat(targets.all().get(8L)).contains(condition);
      assertThat(targets.ofGuild(7)).hasSize(1);

      assertThat(targets.remove(7, "dau", DAY.plusDays(20))).isTrue();
      assertThat(targets.remove(7, "dau", DAY.plusDays(21))).isFalse();
      assertThat(targets.ofGuild(7)).isEmpty();
      assertThat(targets.all().get(7L))
          .extracting(KpiTarget::until)
          .containsExactly(DAY.plusDays(9), DAY.plusDays(20));
      assertThat(targets.ofGuild(8)).hasSize(2);
    }
  }

  private static KpiTarget target(String id, String value, LocalDate from) {
    return new KpiTarget(id, "dau", null, new BigDecimal(value), KpiPeriod.WEEK, true, from, null);
  }
}
