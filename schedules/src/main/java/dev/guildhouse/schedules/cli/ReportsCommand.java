package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.reports.Audience;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Everything about which reports there are. */
@Command(
    name = "reports",
    description = "Tells which reports there are.",
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
    @Override
    public Engine engine() {
      return Engine.BRIEF;
    }

    @Override
    public ExitCode run(Workplace place) {
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
