package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.People.Reason;
import dev.guildhouse.schema.identity.Subscribers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What people can ask for, and the proof that it holds. */
@Command(
    name = "privacy",
    description = "Keeps people out, and proves that nothing of them is left.",
    subcommands = {
      PrivacyCommand.OptOut.class,
      ForgetCommand.class,
      IgnoreCommand.class,
      CloseCommand.class,
      RetainCommand.class,
      ProveCommand.class
    })
final class PrivacyCommand {

  /** Puts a person on the list of those whose events are never taken. */
  @Command(
      name = "opt-out",
      description = {
        "Takes no more events of a person, whenever they happened.",
        "What was taken before stays until it is erased."
      })
  static final class OptOut implements Task {
    @Mixin
    private PersonOptions person = new PersonOptions();

    @Option(names = "--undo", description = "Takes events of the person again.")
    private boolean isUndo;

    @Override
    public ExitCode run(Workplace place) {
      person.require("change the list of people");
      place.preparedHome();
      People people = place.people();
      boolean isChanged = isUndo
          ? people.remove(person.guild(), person.user(), Reason.OPTED_OUT)
          : people.add(
              person.guild(), person.user(), Reason.OPTED_OUT, place.clock().instant());
      if (!isUndo) {
        new Subscribers(place.secretStore()).remove(person.guild(), person.user());
      }
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("guild_id", Long.toString(person.guild()));
      answer.put("opted_out", !isUndo);
      answer.put("changed", isChanged);
      place.console().fields(answer);
      return ExitCode.OK;
    }
  }
}
