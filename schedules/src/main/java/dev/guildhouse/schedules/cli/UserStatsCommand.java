package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.queries.userstats.UserStatsDump;
import dev.guildhouse.jobs.reports.export.Exported;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.UserStatsRun;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.RangeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** User statistics: here the raw dump, beside the reports that are questions. */
@Command(
    name = "userstats",
    description = "User statistics: the raw dump, and reports of one month.",
    subcommands = UserStatsCommand.Dump.class)
final class UserStatsCommand {

  /** Writes the raw dump. */
  @Command(
      name = "dump",
      description = {
        "Writes what each member did in each channel and hour, as packed CSV.",
        "Members leave under hashes that change every month, so a dump of several months tells of"
            + " nobody across them. Without days it is about the last calendar month."
      },
      footer = "guildhouse userstats dump --guild 1200000000000000000 --range \"3 days ago to"
          + " yesterday\"")
  static final class Dump implements Task {
    @Option(
        names = "--guild",
        paramLabel = "ID",
        converter = IdConverter.class,
        required = true,
        description = "The guild it is about.")
    private long guild;

    @Option(
        names = "--range",
        paramLabel = "DAYS",
        description = "UTC days, as last month, 2026-W10, 12 Jan 2026 or A to B without B.")
    private @Nullable String range;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Where to write it. Default: userstats-FROM-TO.csv.gz in this folder.")
    private @Nullable Path out;

    @Override
    public Engine engine() {
      return Engine.BRIEF;
    }

    @Override
    public ExitCode run(Workplace place) {
      DayRange days = range == null
          ? Period.MONTH.holding(place.today().withDayOfMonth(1).minusDays(1))
          : RangeText.parse(range, place.today());
      String name = UserStatsDump.fileName(days);
      Path given = out == null ? Path.of(name) : out;
      Path file = Files.isDirectory(given) ? given.resolve(name) : given;
      Exported exported;
      try (OperationsDatabase database = place.operations()) {
        exported = new UserStatsRun(place.preparedHome(), place.config())
            .write(
                new WarehouseRuns(database, place::session, Duration.ZERO),
                RunTrigger.COMMAND_LINE,
                guild,
                days,
                file);
      }
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("from", days.from());
      answer.put("to", days.to());
      answer.put("rows", exported.rows());
      answer.put("bytes", exported.bytes());
      answer.put("file", exported.file().toString());
      place.console().fields(answer);
      return ExitCode.OK;
    }
  }
}
