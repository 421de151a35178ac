package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query.Access;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.SlashCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every command that Discord offers. */
public final class SlashCommands {
  private final List<SlashCommand> all;

  private SlashCommands(List<SlashCommand> all) {
    this.all = List.copyOf(all);
  }

  public static SlashCommands of(Office office) {
    List<SlashCommand> all = new ArrayList<>();
    // What tells of several guilds is for the operator, at the command line alone.
    Queries.ALL.stream()
        .filter(query -> query.access() != Access.OPERATORS)
        .forEach(query -> all.add(new QuestionCommand(query, office)));
    all.addAll(KpiCommands.of(office));
    all.addAll(QueueCommands.of(office));
    ReportActions.ALL.forEach(action -> all.add(new ActionCommand(action, office)));
    DraftActions.ALL.forEach(action -> all.add(new ActionCommand(action, office)));
    all.addAll(PrivacyCommands.of(office));
    all.add(new PracticePlanCommand(office));
    all.add(new SummarySlashCommand(office));
    all.add(new VerifySlashCommand(office));
    all.add(new UserStatsDumpCommand(office));
    all.add(new ExportSlashCommand(office));
    all.add(new HelpCommand(List.copyOf(all)));
    return new SlashCommands(all);
  }

  public List<SlashCommand> all() {
    return all;
  }

  /** The command of that name, as Discord joins its words. */
  public Optional<SlashCommand> named(String name) {
    return all.stream().filter(command -> command.name().equals(name)).findFirst();
  }
}
