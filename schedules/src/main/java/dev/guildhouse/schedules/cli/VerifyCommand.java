package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.jobs.verify.VerifiedMetric;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.warehouse.VerifyRun;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.time.RangeText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recounts the raw events and compares them with the tables. */
@Command(
    name = "verify",
    description = {
      "Recounts raw events and compares every number of the tables with them.",
      "The recount shares no code with the jobs. Sealed days are NOT_AVAILABLE, because their raw"
          + " events are gone. It fails when a number differs."
    },
    footer = {
      "guildhouse verify --range 30d",
      "guildhouse verify --range \"last month\" --guild 1200000000000000000 --json"
    })
final class VerifyCommand implements Task {
  @Option(
      names = "--range",
      paramLabel = "DAYS",
      defaultValue = "30d",
      description = "UTC days, as 30d, last month, 2026-W10 or A to B without B. Default: 30d.")
  private String range = "30d";

  @Option(
      names = "--guild",
      paramLabel = "ID",
      converter = IdConverter.class,
      description = "Only this guild. Default: all.")
  private @Nullable Long guild;

  @Override
  public Engine engine() {
    return Engine.SPARK;
  }

  @Override
  public ExitCode run(Workplace place) {
    Verified verified;
    try (OperationsDatabase database = place.operations()) {
      verified = new VerifyRun(place.config())
          .verify(
              new WarehouseRuns(database, place::session, Duration.ZERO),
              RunTrigger.COMMAND_LINE,
              RangeText.parse(range, place.today()),
              guild);
    }
    tell(place.console(), verified);
    boolean isNothingAvailable =
        verified.metrics().stream().allMatch(metric -> metric.direct() == null);
    if (!verified.isSound()) {
      return ExitCode.FAILED;
    }
    return isNothingAvailable ? ExitCode.WAITING : ExitCode.OK;
  }

  private static void tell(Console console, Verified verified) {
    if (console.format() == Console.Format.JSON) {
      console.json(VerifyRun.document(verified));
      return;
    }
    List<VerifiedMetric> told =
        verified.metrics().stream().filter(metric -> !metric.withinTolerance()).toList();
    Table table = Table.of("key", "direct", "aggregated", "drift_pct");
    told.forEach(
        metric -> table.row(metric.key(), metric.direct(), metric.aggregated(), metric.driftPct()));
    if (!told.isEmpty()) {
      console.table(table);
    }
    console.say(
        verified.metrics().size() - told.size() + " of " + verified.metrics().size()
            + " numbers are as recounted for " + verified.range().from() + " to "
            + verified.range().to() + ". " + VerifyRun.line(verified));
  }
}
