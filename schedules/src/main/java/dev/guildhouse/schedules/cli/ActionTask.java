package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.schedules.commands.Action;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Asker;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.Rooms;
import dev.guildhouse.schedules.commands.actions.ActionCommand;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Does one of the declared actions, for whoever operates the machine. */
@Command
final class ActionTask implements Task {
  private final Action action;
  private final DeclaredOptions options;

  @Option(
      names = "--guild",
      paramLabel = "ID",
      order = 1,
      converter = IdConverter.class,
      required = true,
      description = "The guild.")
  private long guild;

  ActionTask(Action action) {
    this.action = action;
    this.options = new DeclaredOptions(action.name(), action.options());
  }

  /** The command as picocli knows it, with the options that the action declares. */
  CommandSpec spec(String word) {
    return options.spec(this, word, action.doc());
  }

  @Override
  public Engine engine() {
    return Engine.BRIEF;
  }

  @Override
  public ExitCode run(Workplace place) {
    run(action, place, guild, options.given());
    return ExitCode.OK;
  }

  /** Does an action and prints what it says. */
  static void run(Action action, Workplace place, long guild, Map<String, String> given) {
    try (OperationsDatabase database = place.operations()) {
      Office office = new Office(
          place.preparedHome(),
          place.config(),
          place.clock(),
          database,
          RunTrigger.COMMAND_LINE,
          place::session);
      Asker operator = new Asker(guild, 0, 0, Rank.ADMIN, Asker.Place.MODERATORS);
      Asked asked = new Asked(
          new ActionCommand(action, office),
          operator,
          given,
          null,
          new LookedUpRooms(place, guild));
      print(action.answer(office, asked), place.console());
    }
  }

  private static void print(Answer.Told told, Console console) {
    if (console.format() == Console.Format.JSON) {
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      told.figures().forEach(figure -> answer.put(key(figure.label()), figure.value()));
      told.sections().forEach(section -> answer.put(key(section.heading()), table(section)));
      answer.put("title", told.title());
      answer.put("notes", told.notes());
      console.json(answer);
      return;
    }
    console.say(told.title());
    if (!told.figures().isEmpty()) {
      Map<String, String> figures = new LinkedHashMap<>();
      told.figures().forEach((Figure figure) -> figures.put(key(figure.label()), figure.value()));
      console.fields(figures);
    }
    told.sections().forEach(section -> console.table(table(section)));
    told.notes().forEach(note -> console.say("* " + note));
  }

  private static Table table(Section section) {
    Table table =
        Table.of(section.table().columns().stream().map(ActionTask::key).toArray(String[]::new));
    section.table().rows().forEach(row -> table.row(row.toArray()));
    return table;
  }

  private static String key(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("_$", "");
  }

  /** The channels of a guild, looked up in Discord when there is something to look up. */
  private record LookedUpRooms(Workplace place, long guild) implements Rooms {
    @Override
    public Optional<String> whyNotPost(long channelId) {
      try (DiscordConnection discord = DiscordConnection.open(place.config().discord())) {
        return discord.whyNotPost(guild, channelId);
      }
    }

    @Override
    public String name(long channelId) {
      return Long.toString(channelId);
    }
  }
}
