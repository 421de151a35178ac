package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.Action;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import java.util.List;

/** A declared action as a command of Discord. */
public record ActionCommand(Action action, Office office) implements SlashCommand {
  @Override
  public String name() {
    return action.name();
  }

  @Override
  public String doc() {
    return action.doc();
  }

  @Override
  public Rank rank() {
    return action.rank();
  }

  @Override
  public Visibility visibility() {
    return action.visibility();
  }

  @Override
  public List<QueryOption> options() {
    return action.options();
  }

  @Override
  public Answer.Told answer(Asked asked) {
    return action.answer(office, asked);
  }
}
