package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import java.util.List;

/** Writes {@code docs/DISCORD.md} from the commands' own declarations. */
final class DiscordPage {
  private static final String HEAD = """
      # Commands in Discord
      Generated from the commands' own declarations; do not edit.

      `guildhouse serve` offers them in every server that the bot is in. Who may give one is checked each time, whatever the server's settings for integrations say:
      - **every member**
      - **moderators**: have a role of `guilds[].moderators.roles`, or may manage the server. Discord shows them the commands once an admin allows it under Server Settings, Integrations.
      - **those who may manage the server**

      An answer for moderators stands for all to read in a channel of `guilds[].moderators.channels`, and is shown to the asker alone anywhere else. Files, and whatever tells of single members row by row, are given out in those channels alone. What went wrong is always told to the asker alone. Under an answer are controls: another table, more rows, the days before and after, other days, CSV. They work for whoever asked, for 14 minutes. An answer that takes longer than the 15 minutes that Discord waits is posted as a message of its own where all may read it; whoever asked for themselves alone is told to ask again. In moderators' channels names stand beside pseudonyms ([how](PRIVACY.md#who-sees-what)).

      `range` takes UTC days in words: `yesterday`, `last 30 days`, `2026-W10`, `2026-03`, `A to B` without B; what was understood stands above the numbers. Every command is in the run history (`guildhouse runs`), without the id of whoever gave it.
      """;

  private DiscordPage() {}

  static String of(List<SlashCommand> commands) {
    StringBuilder page = new StringBuilder(HEAD);
    for (Rank rank : Rank.values()) {
      page.append("\n## For ").append(rank.people()).append('\n');
      page.append("\n| command | options | what it does |\n| --- | --- | --- |\n");
      commands.stream()
          .filter(command -> command.rank() == rank)
          .forEach(command -> page.append("| `/")
              .append(command.name())
              .append("` | ")
              .append(options(command))
              .append(" | ")
              .append(command.doc().replace("|", "\\|"))
              .append(where(command))
              .append(" |\n"));
    }
    return page.toString();
  }

  private static String options(SlashCommand command) {
    StringBuilder text = new StringBuilder();
    for (QueryOption option : command.options()) {
      text.append(text.isEmpty() ? "" : ", ").append('`').append(option.name()).append('`');
    }
    if (command.days() == SlashCommand.Days.RANGE) {
      text.append(text.isEmpty() ? "" : ", ").append("`range`");
    }
    return text.toString();
  }

  private static String where(SlashCommand command) {
    return switch (command.visibility()) {
      case MODERATORS_ONLY -> " In moderators' channels alone.";
      case PERSONAL -> " For your eyes alone.";
      case CHANNEL, MODERATORS -> "";
    };
  }
}
