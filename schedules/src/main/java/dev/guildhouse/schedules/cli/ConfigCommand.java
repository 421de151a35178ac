package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.jobs.drafts.DraftKinds;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.config.ConfigProblem;
import dev.guildhouse.schema.config.ConfigReading;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Everything about the configuration file. */
@Command(
    name = "config",
    description = "Shows the configuration.",
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand {

  /** Shows what holds and where each value comes from, or everything that is wrong. */
  @Command(
      name = "check",
      description =
          "Checks guildhouse.yaml and the environment, and shows what holds or every error.")
  static final class Check implements Task {
    @Override
    public ExitCode run(Workplace place) {
      ConfigReading reading = ConfigReading.of(place.home().configuration(), place.environment());
      boolean hasOwn = Files.isDirectory(place.home().ownReports());
      if (hasOwn || reading.names("reports")) {
        // Reports bring the classes of Spark with them, which nobody waits for without need.
        reading.checkedBy(Reports.of(place.home()).rule());
      }
      if (reading.names("drafts")) {
        reading.checkedBy(DraftKinds::check);
      }
      boolean isValid = reading.problems().isEmpty();
      Console console = place.console();
      if (console.format() == Console.Format.JSON) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("file", place.home().configuration().toString());
        answer.put("valid", isValid);
        answer.put("hash", isValid ? reading.config().hash() : null);
        answer.put("settings", isValid ? settings(reading) : Table.of());
        answer.put("problems", problems(reading));
        console.json(answer);
        return isValid ? ExitCode.OK : ExitCode.USAGE;
      }
      reading.config();
      console.table(settings(reading));
      return ExitCode.OK;
    }

    private static Table settings(ConfigReading reading) {
      Table table = Table.of("setting", "value", "from");
      reading
          .entries()
          .forEach(entry -> table.row(entry.path(), orNull(entry.value()), orNull(entry.origin())));
      return table;
    }

    private static Table problems(ConfigReading reading) {
      Table table = Table.of("setting", "line", "variable", "given", "allowed");
      for (ConfigProblem problem : reading.problems()) {
        Integer line = problem.place().line() == 0 ? null : problem.place().line();
        table.row(
            problem.path(),
            line,
            orNull(problem.place().variable()),
            problem.given(),
            problem.allowed());
      }
      return table;
    }

    private static @Nullable String orNull(String text) {
      return text.isEmpty() ? null : text;
    }
  }
}
