package dev.guildhouse.schedules.commands.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.commands.actions.SlashCommands;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.docs.GoldenFile;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscordPageTest {
  @TempDir
  private Path folder;

  private List<SlashCommand> commands() {
    Home home = new Home(folder);
    return SlashCommands.of(new Office(
            home,
            Config.load(home.configuration(), Map.of()),
            InstantSource.system(),
            Engine.H2.open(InstantSource.system()),
            RunTrigger.DISCORD,
            () -> {
              throw new IllegalStateException("no table is needed to tell what there is");
            }))
        .all();
  }

  @Test
  void thePageTellsEveryCommand() {
    GoldenFile.at("docs/DISCORD.md").assertHolds(DiscordPage.of(commands()));
  }

  /** JDA checks lengths, names and counts when the tree is made. */
  @Test
  void discordTakesTheTree() {
    List<CommandData> tree = CommandTree.of(commands());
    Set<String> names = new HashSet<>();
    assertThat(tree)
        .hasSizeLessThanOrEqualTo(100)
        .allMatch(command -> names.add(command.getName()));
    assertThat(tree).allSatisfy(command -> command.toData());
  }
}
