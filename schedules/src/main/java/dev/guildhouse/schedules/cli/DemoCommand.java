package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.reports.numbers.GuildSummary;
import dev.guildhouse.schedules.demo.Demo;
import dev.guildhouse.schedules.demo.Demo.Findings;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.reports.ReportRun.WrittenReport;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.reports.ReportManifest.ContentFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Shows everything once, without Discord. */
@Command(
    name = "demo",
    description = {
      "Shows everything once: imports a real sample, invents a guild, fills all tables, writes"
          + " reports.",
      "Needs no Discord. Running it again changes nothing."
    })
final class DemoCommand implements Task {
  /** Where the program and its samples lie; the launcher says. */
  static final String INSTALLATION = "guildhouse.installation";

  @Override
  public Engine engine() {
    return Engine.BRIEF;
  }

  @Override
  public ExitCode run(Workplace place) {
    Console console = place.console();
    Demo demo = new Demo(
        place.preparedHome(),
        Path.of(System.getProperty(INSTALLATION, "")).toAbsolutePath(),
        place.clock(),
        console::remark);
    boolean isLanded = demo.prepare(place::secrets);
    Config config = place.config();
    try (OperationsDatabase database = place.operations();
        FoldingProgress progress = new FoldingProgress(console)) {
      WarehouseRuns runs = new WarehouseRuns(database, place::session, Duration.ZERO);
      Findings found = demo.run(isLanded, runs, place::session, config, progress);
      tell(place, config, found);
    }
    return ExitCode.OK;
  }

  private static void tell(Workplace place, Config config, Findings found) {
    Console console = place.console();
    Table guilds = guilds(config, found.guilds());
    if (console.format() == Console.Format.JSON) {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("is_changed", found.isChanged());
      answer.put("guilds", guilds);
      answer.put("files", found.reports().stream().flatMap(DemoCommand::files).toList());
      console.json(answer);
      return;
    }
    console.say("");
    console.table(guilds);
    console.say("");
    for (WrittenReport report : found.reports()) {
      console.say("Report in " + report.published().folder().path() + ":");
      report.published().manifest().files().stream()
          .map(ContentFile::name)
          .filter(name -> !name.endsWith(".json"))
          .forEach(name -> console.say("  " + name));
    }
    console.say("");
    if (!found.isChanged()) {
      console.say("Nothing changed: " + place.home().root() + " holds the demo already.");
    }
    console.say("Look further: guildhouse --home " + place.home().root() + " status");
    console.say("Your own server goes into a folder of its own: guildhouse --home DIR import PATH");
  }

  private static java.util.stream.Stream<String> files(WrittenReport report) {
    return report.published().manifest().files().stream()
        .map(file -> report.published().folder().file(file.name()).toString());
  }

  private static Table guilds(Config config, List<GuildSummary> summaries) {
    Table table = Table.of(
        "guild",
        "from",
        "to",
        "messages",
        "active_members",
        "joins",
        "voice_hours",
        "watched_percent",
        "top_channel");
    for (GuildSummary guild : summaries) {
      String name = config.guild(guild.guildId()).name();
      table.row(
          name == null ? Long.toString(guild.guildId()) : name,
          guild.days().from(),
          guild.days().to(),
          guild.messages(),
          guild.activeMembers(),
          guild.joins(),
          guild.voiceHours(),
          guild.coveragePercent(),
          guild.topChannel());
    }
    return table;
  }
}
