package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.docs.GoldenFile;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CommandsPageTest {
  private final CommandLine commands = Guildhouse.commandLine(Surroundings.ofProcess());

  @Test
  void thePageTellsWhatTheHelpSays() {
    GoldenFile.at("docs/COMMANDS.md").assertHolds(CommandsPage.of(commands));
  }

  @Test
  void everyCommandAndOptionIsDescribed() {
    assertDescribed(commands.getCommandSpec());
  }

  private static void assertDescribed(CommandSpec command) {
    assertThat(command.usageMessage().description()).as(command.qualifiedName()).isNotEmpty();
    assertThat(command.args())
        .as(command.qualifiedName())
        .allSatisfy(argument -> assertThat(argument.description()).isNotEmpty());
    command.subcommands().values().forEach(below -> assertDescribed(below.getCommandSpec()));
  }
}
