package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schedules.commands.actions.ReportActions;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.reports.Audience;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which reports there are; the actions on where they go are subcommands, too. */
@Command(
    name = "reports",
    description = "Tells which reports there are, and has them posted to channels.",
    subcommands = ReportsCommand.Listing.class)
final class ReportsCommand {

  /** Lists the reports that come along, and the home's own. */
  @Command(
      name = "list",
      description = {
        "Lists every report: those that come along, and the home's own in reports.d.",
        "guildhouse report NAME writes one; the configuration says where it goes."
      })
  static final class Listing implements Task {
    @Option(
        names = "--guild",
        paramLabel = "ID",
        converter = IdConverter.class,
        description = "Instead: when they are written for this guild, and where they are posted.")
    private @Nullable Long guild;

    @Override
    public Engine engine() {
      return Engine.BRIEF;
    }

    @Override
    public ExitCode run(Workplace place) {
      if (guild != null) {
        ActionTask.run(ReportActions.LIST, place, guild, Map.of());
        return ExitCode.OK;
      }
      Table table = Table.of("report", "title", "period", "audience", "holds");
      for (Report report : place.reports().all()) {
        table.row(
            report.name(),
            report.title(),
            report.period().sqlUnit(),
            report.audiences().stream()
                .sorted()
                .map(Audience::text)
                .collect(Collectors.joining(", ")),
            report.doc());
      }
      place.console().table(table);
      return ExitCode.OK;
    }
  }
}
