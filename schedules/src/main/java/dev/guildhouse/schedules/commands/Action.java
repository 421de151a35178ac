package dev.guildhouse.schedules.commands;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.SlashCommand.Visibility;
import java.util.List;

/**
 * Something that changes or tells what a guild has set, declared once: Discord offers it as a slash
 * command, the command line as a command with {@code --guild}. Like a question, it is declared before
 * any home is known.
 */
public interface Action {
  /** One to three words in lower case: {@code reports schedule}. */
  String name();

  /** What it does, in one sentence. */
  String doc();

  /** Who may do it in Discord; on the command line it is the operator. */
  Rank rank();

  default Visibility visibility() {
    return Visibility.MODERATORS;
  }

  default List<QueryOption> options() {
    return List.of();
  }

  /**
   * Does it, and enters it into the history.
   *
   * @throws dev.guildhouse.schema.WarehouseException which is told to whoever asked
   */
  Answer.Told answer(Office office, Asked asked);
}
