package dev.guildhouse.jobs.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class VerifiedMetricTest {
  @Test
  void driftIsThePercentByWhichATableIsOff() {
    assertThat(of("200", "203").driftPct()).isEqualByComparingTo("1.5");
    assertThat(of("200", "150").driftPct()).isEqualByComparingTo("-25");
    assertThat(of("3", "4").driftPct()).isEqualByComparingTo("33.333333");
    assertThat(of("200", "200").driftPct()).isEqualByComparingTo("0");
    assertThat(of("0.02", "0.03").driftPct()).isEqualByComparingTo("50");
  }

  @Test
  void ofNothingRecountedThereIsNoPercentUnlessNothingIsThere() {
    assertThat(of("0", "0").driftPct()).isEqualByComparingTo("0");
    assertThat(of("0", "0").key()).isEqualTo("guild_daily.messages");
    assertThat(of("0", "5").driftPct()).isNull();
    assertThat(of("0", "5").key()).isEqualTo("guild_daily.messages (nothing was recounted)");
  }

  private static VerifiedMetric of(String direct, String aggregated) {
    BigDecimal one = new BigDecimal(direct);
    BigDecimal other = new BigDecimal(aggregated);
    return VerifiedMetric.of("guild_daily.messages", one, other, one.compareTo(other) == 0);
  }
}
