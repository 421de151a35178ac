package dev.guildhouse.jobs.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.GuildsOf;
import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.kpis.KpiPeriod;
import dev.guildhouse.schema.kpis.KpiTarget;
import dev.guildhouse.schema.metrics.Metric.Entity;
import dev.guildhouse.schema.tables.AnomalyTables;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.KpiTables;
import dev.guildhouse.schema.tables.Rollups;
import dev.guildhouse.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final long GUILD = 7;
  private static final LocalDate SET = LocalDate.of(2026, 2, 1);

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());
  private final List<KpiTarget> targets = new ArrayList<>();

  @Test
  void targetStandsMissedUntilAPeriodIsMet() {
    target("dau", KpiPeriod.DAY, SET, null);
    day("dau", "2026-03-02", "20", 0.0, null);
    day("dau", "2026-03-03", "18", 0.1, "warning");
    day("dau", "2026-03-04", null, null, null);
    day("dau", "2026-03-05", "12", 0.4, "critical");
    day("dau", "2026-03-06", "25", -0.25, null);

    assertThat(on("2026-03-02").standing()).isEmpty();
    assertThat(on("2026-03-02").over("target dau")).isPresent();
    assertThat(on("2026-03-03").standing())
        .containsExactly(new Finding(
            "target dau",
            Kind.WARNING,
            "Warning: target dau missed",
            List.of(
                "Tue 3 Mar 2026, UTC: dau 18.00, to reach 20.00; missed by 10.00 %.",
                "Worse in a row: 2.", "Watched: 97.00 %."),
            false));
    // What was not watched is not missed, and not met either.
    assertThat(on("2026-03-04").standing()).isEmpty();
    assertThat(on("2026-03-04").over("target dau")).isEmpty();
    Finding graver = on("2026-03-05").standing().get(0);
    assertThat(graver.kind()).isEqualTo(Kind.CRITICAL);
    assertThat(graver.lines()).endsWith("Missed in every period that was judged since 2026-03-03.");
    assertThat(on("2026-03-05").over("target dau")).isEmpty();
    assertThat(on("2026-03-06").standing()).isEmpty();
    assertThat(on("2026-03-06").over("target dau"))
        .contains(List.of("Fri 6 Mar 2026, UTC: dau 25.00, to reach 20.00.", "Watched: 97.00 %."));
  }

  @Test
  void targetOfAWeekStandsAllThroughTheNextOne() {
    target("wau", KpiPeriod.WEEK, SET, null);
    period("wau", "week", "2026-03-02", "2026-03-08", "12", 0.4, "info");
    assertThat(on("2026-03-07").standing()).isEmpty();
    for (int day = 8; day <= 14; day++) {
      assertThat(on("2026-03-%02d".formatted(day)).standing()).hasSize(1);
    }
    // By then another week has ended, of which nothing is known.
    assertThat(on("2026-03-15").standing()).isEmpty();
    assertThat(on("2026-03-15").over("target wau")).isEmpty();
  }

  @Test
  void targetThatIsNotSetAnyMoreIsOver() {
    target("dau", KpiPeriod.DAY, SET, LocalDate.of(2026, 3, 4));
    day("dau", "2026-03-03", "12", 0.4, "critical");
    assertThat(on("2026-03-03").standing()).hasSize(1);
    assertThat(on("2026-03-04").standing()).isEmpty();
    assertThat(on("2026-03-04").over("target dau"))
        .contains(List.of("The target is not set any more."));
  }

  @Test
  void conditionSaysWhetherItHolds() {
    targets.add(new KpiTarget("quiet", null, "dau < 10", null, KpiPeriod.DAY, false, SET, null));
    tables.with(
        KpiTables.KPI_RESULTS,
        "{\"guild_id\": 7, \"target_id\": \"quiet\", \"period_start_date\": \"2026-03-02\","
            + " \"as_of_date\": \"2026-03-02\", \"period\": \"day\", \"rule\": \"dau < 10\","
            + " \"coverage\": 1, \"miss\": 0.3, \"severity\": \"info\"}");
    assertThat(on("2026-03-02").standing().get(0).lines())
        .containsExactly("Mon 2 Mar 2026, UTC: dau < 10 holds, by 30.00 %.", "Watched: 100.00 %.");
  }

  @Test
  void unusualCountsOfADayAreOneFindingEachUntilADayWithout() {
    watched("2026-03-02", 1);
    watched("2026-03-03", 1);
    anomaly("2026-03-02T09:00:00Z", 0, "messages", 80, 20.5, "'channels':{'31':'40','32':'-3'},");
    anomaly("2026-03-02T10:00:00Z", 0, "messages", 2, 30, "");
    anomaly("2026-03-02T11:00:00Z", 0, "messages", 90, 30, "");
    anomaly("2026-03-02T11:00:00Z", 31, "messages", 70, 10, "");
    anomaly("2026-03-02T11:00:00Z", 32, "joins", 7, 1, "");
    tables.with(
        Facts.CHANNELS,
        "{\"guild_id\": 7, \"channel_id\": 31, \"channel_name\": \"general\","
            + " \"changed_date\": \"2026-01-01\"}");

    List<Finding> found = on("2026-03-02").standing();
    assertThat(found)
        .extracting(Finding::topic)
        .containsExactly(
            "unusual 0 messages fewer",
            "unusual 0 messages more",
            "unusual 31 messages more",
            "unusual 32 joins more");
    assertThat(found).extracting(Finding::kind).containsOnly(Kind.ANOMALY);
    // The guild's own names the channels behind it.
    assertThat(found)
        .extracting(Finding::isToldByAnother)
        .containsExactly(false, false, true, false);
    assertThat(found.get(1).title()).isEqualTo("Unusual: more messages in the guild");
    assertThat(found.get(2).title()).isEqualTo("Unusual: more messages in #general");
    assertThat(found.get(1).lines())
        .containsExactly(
            "Mon 2026-03-02 09:00: 80, usually 20.50; by 4 members; #general +40, #32 -3.",
            "Mon 2026-03-02 11:00: 90, usually 30.00; by 4 members.",
            "Usual is what the 8 weeks before had. Times are those of UTC.");
    assertThat(on("2026-03-02").over("unusual 0 messages more")).isEmpty();
    assertThat(on("2026-03-03").standing()).isEmpty();
    assertThat(on("2026-03-03").over("unusual 0 messages more"))
        .contains(List.of("2026-03-03: messages as usual again."));
  }

  @Test
  void nothingIsSaidOfADayThatWasNotWatchedEnough() {
    watched("2026-03-02", 0.89);
    anomaly("2026-03-02T09:00:00Z", 0, "messages", 80, 20.5, "");
    assertThat(on("2026-03-02").standing()).isEmpty();
    for (String day : List.of("2026-03-02", "2026-03-03")) {
      assertThat(on(day).over("unusual 0 messages more")).isEmpty();
      assertThat(on(day).over("unusual 5 joins fewer")).isEmpty();
    }
  }

  private Findings on(String day) {
    return Findings.read(
        tables, GuildsOf.mode(PrivacyMode.PSEUDONYMOUS, GUILD), targets, LocalDate.parse(day));
  }

  private void target(
      String id,
      KpiPeriod period,
      LocalDate from,
      @org.jspecify.annotations.Nullable LocalDate until) {
    targets.add(new KpiTarget(id, "dau", null, BigDecimal.valueOf(20), period, true, from, until));
  }

  private void day(
      String target,
      String day,
      @org.jspecify.annotations.Nullable String value,
      @org.jspecify.annotations.Nullable Double miss,
      @org.jspecify.annotations.Nullable String severity) {
    period(target, "day", day, day, value, miss, severity);
  }

  private void period(
      String target,
      String period,
      String first,
      String last,
      @org.jspecify.annotations.Nullable String value,
      @org.jspecify.annotations.Nullable Double miss,
      @org.jspecify.annotations.Nullable String severity) {
    tables.with(
        KpiTables.KPI_RESULTS,
        ("{\"guild_id\": 7, \"target_id\": \"%s\", \"period_start_date\": \"%s\","
                + " \"as_of_date\": \"%s\", \"period\": \"%s\", \"rule\": \"dau\","
                + " \"target_value\": \"20\", \"wrong_way_periods\": 2, \"coverage\": %s%s%s%s}")
            .formatted(
                target,
                first,
                last,
                period,
                value == null ? "0.5" : "0.97",
                value == null ? "" : ", \"value\": \"" + value + "\"",
                miss == null ? "" : ", \"miss\": " + miss,
                severity == null ? "" : ", \"severity\": \"" + severity + "\""));
  }

  private void watched(String day, double share) {
    tables.with(
        Rollups.of(Entity.GUILD, Period.DAY),
        ("{'guild_id':7,'period_start_date':'" + day + "','messages_coverage':" + share
                + ",'members_coverage':" + share + "}")
            .replace('\'', '"'));
  }

  private void anomaly(
      String at, long channel, String measure, long observed, double expected, String more) {
    tables.with(
        AnomalyTables.ANOMALIES,
        ("{'guild_id':7,'anomaly_date':'" + at.substring(0, 10) + "','channel_id':" + channel
                + ",'measure':'" + measure + "','starts_at':'" + at + "','hours':1," + more
                + "'observed':" + observed + ",'expected':" + expected
                + ",'p_value':0.001,'q_value':0.01,'weeks':8,'members':4"
                + (more.isEmpty() ? ",'channels':{}" : "") + "}")
            .replace('\'', '"'));
  }
}
