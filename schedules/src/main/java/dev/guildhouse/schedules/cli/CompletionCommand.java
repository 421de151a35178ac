package dev.guildhouse.schedules.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = {
      "Prints a completion script for bash and zsh.",
      "Use it at once with: source <(guildhouse completion)"
    })
final class CompletionCommand implements Task {
  @Spec
  private CommandSpec spec;

  @Override
  public ExitCode run(Workplace place) {
    place.console().raw(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    return ExitCode.OK;
  }
}
