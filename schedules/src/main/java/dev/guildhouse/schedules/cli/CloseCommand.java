package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.privacy.Sealing.SealedMonth;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.work.MonthClose;
import dev.guildhouse.schema.WarehouseException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Seals months for good; never asks. */
@Command(
    name = "close",
    description = {
      "Seals months: members become random tokens, and what could turn them back is destroyed.",
      "--month seals at once, whatever the window. --due seals all whose time has come, oldest first,"
          + " and is what a schedule calls. A sealed month takes no more events. Run again after a"
          + " failure, it goes on where it stopped."
    },
    footer = {"guildhouse privacy close --month 2026-10", "guildhouse privacy close --due"})
final class CloseCommand implements Task {
  @Option(names = "--month", paramLabel = "YYYY-MM", description = "The month to seal now.")
  private @Nullable YearMonth month;

  @Option(names = "--due", description = "Seals every month whose time has come.")
  private boolean isDue;

  @Option(
      names = "--guild",
      paramLabel = "ID",
      description = "Only this guild; may be given more than once. Default: all.")
  private List<Long> guilds = new ArrayList<>();

  @Option(
      names = "--wait",
      paramLabel = "DURATION",
      defaultValue = "15m",
      description = "Wait so long for another run, and for readers, to end, as 90s or 10m, before"
          + " giving up with exit code 4. Default: 15m.")
  private Duration wait = Duration.ofMinutes(15);

  @Override
  public Engine engine() {
    return Engine.SPARK;
  }

  @Override
  public ExitCode run(Workplace place) {
    YearMonth chosen = month;
    if ((chosen == null) != isDue || (isDue && !guilds.isEmpty())) {
      throw WarehouseException.usage(
          "seal a month",
          "give either --month, with --guild or without, or --due",
          "See guildhouse privacy close --help.");
    }
    try (OperationsDatabase database = place.operations()) {
      MonthClose close = new MonthClose(place.context(database, wait));
      List<SealedMonth> sealed =
          chosen == null ? close.due() : close.month(chosen, new TreeSet<>(guilds));
      tell(place.console(), sealed);
    }
    return ExitCode.OK;
  }

  private static void tell(Console console, List<SealedMonth> sealed) {
    Table table = Table.of("month", "guild_id", "members", "release");
    for (SealedMonth one : sealed) {
      for (long guild : one.guilds()) {
        table.row(
            one.month().toString(),
            Long.toString(guild),
            one.sealed().map(s -> s.members().get(guild)).orElse(null),
            one.sealed().map(s -> s.release()).orElse(null));
      }
    }
    if (console.format() == Console.Format.JSON) {
      console.json(java.util.Map.of("sealed", table));
    } else if (sealed.isEmpty()) {
      console.say("Nothing to seal.");
    } else {
      console.table(table);
    }
  }
}
