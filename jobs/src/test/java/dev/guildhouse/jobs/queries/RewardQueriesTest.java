package dev.guildhouse.jobs.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewardQueriesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

  @TempDir
  private static Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  @Test
  void ledgerAndTriggersCountEveryGrantOfTheDays() {
    grant(1, "2026-03-05", 11, "daily_checkin", "5", "completed");
    grant(2, "2026-03-06", 11, "daily_checkin", "5", "completed");
    grant(3, "2026-03-06", 12, "daily_checkin", "5.5", "pending");
    grant(4, "2026-03-07", 12, "event", "100", "completed");
    grant(5, "2026-03-08", 12, "event", "100", "failed");
    grant(6, "2026-01-08", 12, "event", "1000", "completed");
    AskedOn asked = AskedOn.on(folder, TODAY);
    ReportContent all = asked.answer("audit", tables, Map.of());
    assertThat(AskedOn.figure(all, "Grants")).isEqualTo("5");
    assertThat(AskedOn.figure(all, "Paid RSNC")).isEqualTo("110.00");
    assertThat(AskedOn.lines(all, "Grants").get(0))
        .isEqualTo("2026-03-05 10:00:00|" + asked.pseudonyms().of(7, YearMonth.of(2026, 3), 11)
            + "|daily_checkin|5.00|completed|()");
    assertThat(AskedOn.lines(
            asked.answer("audit", tables, Map.of("member", "12", "trigger", "event")), "Grants"))
        .hasSize(2)
        .allMatch(line -> line.contains("|event|100.00|"));
    assertThat(AskedOn.lines(asked.answer("rewards triggers", tables, Map.of()), "Triggers"))
        .containsExactly(
            "daily_checkin|(not defined)|2|1|0|1|10.00|5.00|2026-03-05|2026-03-06",
            "event|(not defined)|1|0|1|1|100.00|100.00|2026-03-07|2026-03-08");
  }

  /** Member 11 came yesterday, nobody before. Paid 10 on the 28th day ago, 4 on the 29th. */
  @Test
  void statsOfAMonthStandBesideTwentyEightDays() {
    for (int ago = 1; ago <= 60; ago++) {
      tables.with(
          Rollups.of(Entity.GUILD, Period.DAY),
          ("{\"guild_id\": 7, \"period_start_date\": \"%s\", \"messages_coverage\": 1.0,"
                  + " \"reactions_coverage\": 1.0, \"voice_coverage\": 1.0,"
                  + " \"reward_amount\": \"%s\"}")
              .formatted(TODAY.minusDays(ago), ago == 28 ? "10" : ago == 29 ? "4" : "0"));
    }
    member(11, TODAY.minusDays(1), "\"messages\": 1, \"rewards\": 1");
    AskedOn asked = AskedOn.on(folder, TODAY);
    ReportContent month = asked.answer("stats", tables, Map.of("period", "month"));
    assertThat(AskedOn.figure(month, "Rewards distributed RSNC")).isEqualTo("14.00");
    assertThat(AskedOn.lines(month, "Growth over 28 days"))
        .containsExactly(
            "Active users|1|0|(new)",
            "Rewarded users|1|0|(new)",
            "Rewards distributed RSNC|10.00|4.00|150.00");
    ReportContent anonymous =
        asked.in(PrivacyMode.ANONYMOUS).answer("stats", tables, Map.of("period", "month"));
    assertThat(AskedOn.figure(anonymous, "Active users")).isEqualTo("1");
    assertThat(AskedOn.text(anonymous.figures().get(0).previous())).isEqualTo("(not available)");
    assertThat(AskedOn.text(anonymous.figures().get(0).growth())).isEqualTo("(not available)");
    assertThat(anonymous.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE"));
  }

  @Test
  void statsOfAWeekWithTopTriggersCurveAndTodaySoFar() {
    for (int ago = 0; ago <= 14; ago++) {
      tables.with(
          Rollups.of(Entity.GUILD, Period.DAY),
          ("{\"guild_id\": 7, \"period_start_date\": \"%s\", \"messages_coverage\": 1.0,"
                  + " \"reactions_coverage\": 1.0, \"voice_coverage\": 1.0, \"messages\": %d,"
                  + " \"active_members\": %d, \"reward_amount\": \"%s\"}")
              .formatted(TODAY.minusDays(ago), ago, ago % 3, ago == 7 || ago == 8 ? "10.5" : "0"));
    }
    member(11, TODAY.minusDays(1), "\"messages\": 1, \"rewards\": 1");
    member(11, TODAY.minusDays(7), "\"messages\": 1, \"rewards\": 1");
    member(12, TODAY.minusDays(2), "\"voice_seconds\": 1");
    member(13, TODAY.minusDays(8), "\"messages\": 1, \"rewards\": 1");
    member(0, TODAY.minusDays(2), "\"messages\": 9");
    for (int trigger = 1; trigger <= 6; trigger++) {
      for (int times = 0; times < trigger; times++) {
        grant(trigger * 10 + times, "2026-03-27", 11, "t" + trigger, "2", "completed");
      }
    }
    hour(11, TODAY, 0, 3);
    hour(12, TODAY, 2, 4);
    hour(11, TODAY.minusWeeks(1), 1, 5);
    hour(12, TODAY.minusWeeks(1), 3, 50);
    AskedOn asked = AskedOn.on(folder, TODAY);
    ReportContent stats = asked.answer("stats", tables, Map.of());
    assertThat(AskedOn.figure(stats, "Active users")).isEqualTo("2");
    assertThat(AskedOn.figure(stats, "Rewarded users")).isEqualTo("1");
    // The day seven days ago is in it, the one before is not.
    assertThat(AskedOn.figure(stats, "Rewards distributed RSNC")).isEqualTo("10.50");
    assertThat(AskedOn.text(stats.figures().get(0).previous())).isEqualTo("1");
    assertThat(AskedOn.text(stats.figures().get(0).growth())).isEqualTo("100.00");
    assertThat(AskedOn.lines(stats, "Top events"))
        .containsExactly("t6|6|12.00", "t5|5|10.00", "t4|4|8.00", "t3|3|6.00", "t2|2|4.00");
    assertThat(AskedOn.lines(stats, "Activity"))
        .hasSize(7)
        .startsWith("2026-03-25|1|7|10.50|100.00")
        .endsWith("2026-03-31|1|1|0.00|100.00");
    assertThat(AskedOn.lines(stats, "Today so far"))
        .containsExactly(
            "2026-04-01|2|7|0.00|incomplete",
            "2026-03-25|1|5|0.00|the same hours",
            "2026-03-18|()|()|()|nothing known",
            "2026-03-11|()|()|()|nothing known",
            "2026-03-04|()|()|()|nothing known");
    ReportContent all = asked.answer("stats", tables, Map.of("period", "all"));
    assertThat(all.period().from()).isEqualTo(TODAY.minusDays(14));
    assertThat(AskedOn.figure(all, "Active users")).isEqualTo("3");
    assertThat(AskedOn.lines(all, "Activity")).hasSize(3);
  }

  private void grant(
      int id, String day, long member, String trigger, String amount, String status) {
    tables.with(
        Facts.REWARDS,
        ("{\"guild_id\": 7, \"reward_id\": %d, \"granted_date\": \"%s\","
                + " \"granted_at\": \"%sT10:00:00Z\", \"member_key\": %d,"
                + " \"reward_trigger\": \"%s\", \"amount\": \"%s\", \"reward_status\": \"%s\"}")
            .formatted(id, day, day, member, trigger, amount, status));
  }

  private void member(long member, LocalDate day, String what) {
    tables.with(
        Rollups.of(Entity.MEMBER, Period.DAY),
        "{\"guild_id\": 7, \"member_key\": %d, \"period_start_date\": \"%s\", %s}"
            .formatted(member, day, what));
  }

  private void hour(long member, LocalDate day, int hour, int messages) {
    tables.with(
        Rollups.ACTIVITY_HOURLY,
        ("{\"guild_id\": 7, \"member_key\": %d, \"activity_date\": \"%s\","
                + " \"hour_at\": \"%sT%02d:00:00Z\", \"messages\": %d}")
            .formatted(member, day, day, hour, messages));
  }
}
