package dev.guildhouse.jobs.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.reports.TablesInMemory;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.tables.KpiTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiQueriesTest {
  @TempDir
  private static Path folder;

  private final TablesInMemory tables = new TablesInMemory(TablesInMemory.session());

  @Test
  void alertsResolveWithTheNextPeriodThatIsMet() {
    judged("dau", "2026-03-02", "70", 0.3, "critical");
    judged("dau", "2026-03-09", "95", 0.05, "info");
    judged("dau", "2026-03-16", null, null, null);
    judged("dau", "2026-03-23", "120", -0.2, null);
    judged("churn", "2026-03-16", "50", -0.5, null);
    judged("churn", "2026-03-23", "88", 0.12, "warning");
    AskedOn asked = AskedOn.on(folder, LocalDate.of(2026, 4, 1));
    ReportContent alerts = asked.answer("kpi alerts", tables, Map.of());
    assertThat(AskedOn.figure(alerts, "Open")).isEqualTo("1");
    assertThat(AskedOn.figure(alerts, "Critical")).isEqualTo("0");
    assertThat(AskedOn.lines(alerts, "Alerts"))
        .containsExactly(
            "churn|rule|week|2026-03-23|2026-03-29|100.00|88.00|12.00|0|95.00|warning|(open)",
            "dau|rule|week|2026-03-02|2026-03-08|100.00|70.00|30.00|0|95.00|critical|2026-03-29",
            "dau|rule|week|2026-03-09|2026-03-15|100.00|95.00|5.00|0|95.00|info|2026-03-29");

    ReportContent view = asked.answer("kpi view", tables, Map.of());
    assertThat(AskedOn.figure(view, "Missed")).isEqualTo("1");
    assertThat(AskedOn.lines(view, "Targets"))
        .containsExactly(
            "churn|rule|week|2026-03-23|2026-03-29|100.00|88.00|12.00|0|95.00|warning",
            "dau|rule|week|2026-03-23|2026-03-29|100.00|120.00|-20.00|0|95.00|met");

    assertThat(
            AskedOn.lines(asked.answer("kpi history", tables, Map.of("target", "dau")), "History"))
        .hasSize(4)
        .anyMatch(
            line -> line.contains("2026-03-22|100.00|(not watched)|(not watched)|0|50.00|not"));
  }

  @Test
  void whatIsNotJudgedSaysWhy() {
    String row = "{\"guild_id\": 7, \"target_id\": \"%s\", \"period_start_date\": \"2026-03-23\","
        + " \"as_of_date\": \"2026-03-29\", \"period\": \"week\", \"rule\": \"rule\","
        + " \"target_value\": \"100\", \"coverage\": %s, \"not_judged_reason\": \"%s\"}";
    tables.with(
        KpiTables.KPI_RESULTS,
        row.formatted("a", 0.5, "not_watched"),
        row.formatted("b", 1, "not_available"),
        row.formatted("c", 1, "divided_by_zero"));
    ReportContent view =
        AskedOn.on(folder, LocalDate.of(2026, 4, 1)).answer("kpi view", tables, Map.of());
    assertThat(AskedOn.lines(view, "Targets"))
        .extracting(line -> line.substring(line.indexOf("100.00") + 7))
        .containsExactly(
            "(not watched)|(not watched)|0|50.00|not judged",
            "(not available)|(not available)|0|100.00|not judged",
            "(divided by zero)|(divided by zero)|0|100.00|not judged");
    assertThat(view.notes()).anyMatch(note -> note.startsWith("NOT_AVAILABLE"));
  }

  private void judged(
      String target,
      String monday,
      @org.jspecify.annotations.Nullable String value,
      @org.jspecify.annotations.Nullable Double miss,
      @org.jspecify.annotations.Nullable String severity) {
    tables.with(
        KpiTables.KPI_RESULTS,
        ("{\"guild_id\": 7, \"target_id\": \"%s\", \"period_start_date\": \"%s\","
                + " \"as_of_date\": \"%s\", \"period\": \"week\", \"rule\": \"rule\","
                + " \"target_value\": \"100\", \"coverage\": %s%s%s%s}")
            .formatted(
                target,
                monday,
                LocalDate.parse(monday).plusDays(6),
                value == null ? "0.5" : "0.95",
                value == null ? "" : ", \"value\": \"" + value + "\"",
                miss == null ? "" : ", \"miss\": " + miss,
                severity == null ? "" : ", \"severity\": \"" + severity + "\""));
  }
}
