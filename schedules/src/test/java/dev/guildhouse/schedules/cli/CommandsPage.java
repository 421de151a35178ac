package dev.guildhouse.schedules.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes {@code docs/COMMANDS.md} from the command line's own model. */
final class CommandsPage {
  private static final String HEAD = """
      # Commands
      Generated from the command line's own help; do not edit.

      Days are UTC and written as `2026-03-01`, `today` or `yesterday`; a range from A to B does not hold B. Answers go to standard output, errors and progress to standard error. With `--json` the answer is one JSON document in which Discord ids are text.

      | exit code | meaning |
      | --- | --- |
      | 0 | done |
      | 1 | tried and failed |
      | 2 | the call or the configuration is wrong; nothing was tried |
      | 3 | an input is not there yet, or is closed for good |
      | 4 | another process holds the lease |

      The launcher reads `GUILDHOUSE_MEMORY` (heap; default 4g for commands that run Spark, 256m for others), `GUILDHOUSE_JAVA_OPTIONS` (further options for Java) and `JAVA_HOME`. Every setting of [CONFIGURATION.md](CONFIGURATION.md) has a variable too.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private CommandsPage() {}

  static String of(CommandLine root) {
    CommandsPage page = new CommandsPage();
    page.page.append("\n## Options of every command\n");
    page.options(root.getCommandSpec().options());
    page.commandsOf(root.getCommandSpec());
    return page.page.toString();
  }

  private void commandsOf(CommandSpec parent) {
    for (Map.Entry<String, CommandLine> entry : parent.subcommands().entrySet()) {
      CommandSpec command = entry.getValue().getCommandSpec();
      if (command.usageMessage().hidden()) {
        continue;
      }
      if (command.subcommands().isEmpty()) {
        describe(command);
      }
      commandsOf(command);
    }
  }

  private void describe(CommandSpec command) {
    page.append("\n## ").append(command.qualifiedName()).append('\n');
    page.append(String.join("\n", command.usageMessage().description())).append("\n");
    if (command.usageMessage().footer().length > 0) {
      page.append("\n```\n");
      page.append(String.join("\n", command.usageMessage().footer())).append("\n```\n");
    }
    List<PositionalParamSpec> parameters = command.positionalParameters();
    if (!parameters.isEmpty()) {
      page.append("\n| parameter | meaning |\n| --- | --- |\n");
      parameters.forEach(parameter -> row(parameter.paramLabel(), parameter));
    }
    options(command.options().stream().filter(option -> !option.inherited()).toList());
  }

  private void options(List<OptionSpec> options) {
    List<OptionSpec> shown = options.stream()
        .filter(option -> !option.hidden() && !option.versionHelp() && !option.usageHelp())
        .toList();
    if (shown.isEmpty()) {
      return;
    }
    page.append("\n| option | meaning |\n| --- | --- |\n");
    for (OptionSpec option : shown) {
      String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      row(option.longestName() + value, option);
    }
  }

  private void row(String name, ArgSpec argument) {
    String text = String.join(" ", argument.description());
    String required = argument.required() ? " (required)" : "";
    page.append("| `").append(name).append("` | ");
    page.append(Help.Ansi.OFF.string(text).replace("|", "\\|")).append(required).append(" |\n");
  }
}
