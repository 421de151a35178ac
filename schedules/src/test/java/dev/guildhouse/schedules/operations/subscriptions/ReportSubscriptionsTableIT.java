package dev.guildhouse.schedules.operations.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportSubscriptionsTableIT {
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aChannelSubscribesOnceAndEndsItAlone(Engine engine) {
    try (OperationsDatabase database = engine.open(new TestClock())) {
      ReportSubscriptions subscriptions = new ReportSubscriptions(database);
      assertThat(subscriptions.add(7, "daily_brief", 70)).isTrue();
      assertThat(subscriptions.add(7, "daily_brief", 70)).isFalse();
      assertThat(subscriptions.add(7, "daily_brief", 71)).isTrue();
      assertThat(subscriptions.add(8, "daily_brief", 80)).isTrue();
      assertThat(subscriptions.add(7, "kpi_board", 70)).isTrue();
      assertThat(subscriptions.remove(8, "daily_brief", 70)).isFalse();
      assertThat(subscriptions.remove(7, "daily_brief", 71)).isTrue();
      assertThat(subscriptions.ofReport("daily_brief"))
          .containsExactly(
              new ReportSubscription(7, "daily_brief", 70, TestClock.START),
              new ReportSubscription(8, "daily_brief", 80, TestClock.START));
      assertThat(subscriptions.ofGuild(7))
          .extracting(ReportSubscription::report)
          .containsExactly("daily_brief", "kpi_board");
    }
  }
}
