package dev.guildhouse.schedules.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.Query.Access;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schedules.cli.CommandHome;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.kpis.KpiTargets;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.queries.QueryRun.Sides;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseSession;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In anonymous mode nobody is the same person in two months, so whatever would have to know that says
 * that it cannot, and why. A new question fails here until it is decided which kind it is.
 */
@Tag("acceptance")
class AnonymousQuestionsIT {
  private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
  private static final DayRange TWO_MONTHS =
      new DayRange(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 3, 9));

  /** So that the last period that was judged is the week over the month's end. */
  private static final DayRange UP_TO_MARCH =
      new DayRange(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 3, 2));

  /** They count events, or members within an hour or a day, and never who is the same. */
  private static final Set<String> OF_NOBODY = Set.of(
      "audit",
      "serverstats activity",
      "serverstats trends",
      "anomalies list",
      "annotations list",
      "restatements list",
      "engagement metrics");

  @TempDir
  private Path folder;

  @Test
  void everyQuestionAcrossMonthsSaysWhatItCannotTell() throws IOException {
    Files.writeString(
        folder.resolve("guildhouse.yaml"), "defaults: {privacy: {mode: anonymous}}\n");
    CommandHome commands = CommandHome.at(folder, NOW);
    commands.run(
        "simulate --members 30 --channels 4 --days 21 --events-per-day 200" + " --from 2026-02-16");
    Home home = new Home(folder);
    InstantSource clock = InstantSource.fixed(NOW);
    Config config = TestWarehouse.config(home);
    commands.run("backfill --from 2026-02-16 --to 2026-03-01");
    WarehouseSession session = TestWarehouse.of(home);
    long guild = session.lake().releases().current().ledger().guilds().first();
    // Before the week over the month's end, which it is to judge.
    CommandHome.at(folder, Instant.parse("2026-02-20T12:00:00Z"))
        .run("kpi set --guild " + guild + " --metric wau --target 10 --period week");
    commands.run("backfill --from 2026-03-01 --to 2026-03-09");
    List<String> silent = new ArrayList<>();
    try (OperationsDatabase database = OperationsDatabase.open(home, config.operations(), clock)) {
      assertThat(new KpiTargets(database).ofGuild(guild)).hasSize(1);
      WarehouseRuns runs = new WarehouseRuns(database, () -> session, Duration.ZERO);
      for (Query query : Queries.ALL) {
        // One compares guilds, the other refuses two months in every mode.
        boolean isAsked =
            query.access() != Access.OPERATORS && !query.name().equals("userstats report");
        if (isAsked && !OF_NOBODY.contains(query.name())) {
          String said = said(new QueryRun(home, config, clock), runs, query, guild);
          if (!said.contains("not available:") && !said.contains("not available for")) {
            silent.add(query.name() + ": " + said);
          }
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  /** The notes of an answer, or why there is none, in lower case. */
  private static String said(QueryRun asking, WarehouseRuns runs, Query query, long guild) {
    Map<String, String> given = switch (query.name()) {
      case "activity analyze channel" -> Map.of("channel", "5");
      case "activity analyze member" -> Map.of("member", "12345678901234567");
      default -> Map.of();
    };
    String said;
    try {
      ReportContent content = asking.answer(
          runs,
          RunTrigger.COMMAND_LINE,
          query,
          QueryArguments.of(query, given),
          guild,
          query.name().equals("kpi view") ? UP_TO_MARCH : TWO_MONTHS,
          Audience.MODERATORS,
          Sides.TABLES);
      said = String.join("\n", content.notes());
    } catch (WarehouseException e) {
      said = String.valueOf(e.getMessage());
    }
    return said.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
