package dev.guildhouse.schedules.cli;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.People.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    @Option(names = "--guild", required = true, paramLabel = "ID", description = "The guild.")
    private long guild;

    @Option(
        names = "--user",
        required = true,
        paramLabel = "ID",
        description = "The person's Discord id; it is not stored.")
    private long user;

    @Option(names = "--undo", description = "Takes events of the person again.")
    private boolean isUndo;

    @Override
    public ExitCode run(Workplace place) {
      if (guild <= 0 || user <= 0) {
        throw WarehouseException.usage(
            "change the list of people",
            "--guild and --user are not both ids",
            "Copy both ids from Discord, with developer mode on.");
      }
      place.preparedHome();
      People people = place.people();
      boolean isChanged = isUndo
          ? people.remove(guild, user, Reason.OPTED_OUT)
          : people.add(guild, user, Reason.OPTED_OUT, place.clock().instant());
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("guild_id", Long.toString(guild));
      answer.put("opted_out", !isUndo);
      answer.put("changed", isChanged);
      place.console().fields(answer);
      return ExitCode.OK;
    }
  }
}
