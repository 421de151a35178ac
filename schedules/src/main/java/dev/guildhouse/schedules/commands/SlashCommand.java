package dev.guildhouse.schedules.commands;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.schedules.commands.actions.SlashCommands;
import java.util.List;

/**
 * A command as Discord offers it. To add one, write a class and list it in {@link SlashCommands};
 * every question of {@code jobs.queries} is one already.
 */
public interface SlashCommand {

  /** Where an answer may stand. */
  enum Visibility {
    /** For all who read the channel. */
    CHANNEL,
    /** For whoever asks, but for all in a moderators' channel. */
    MODERATORS,
    /** For whoever asks, everywhere. */
    PERSONAL,
    /** For all in a moderators' channel; refused elsewhere. */
    MODERATORS_ONLY
  }

  /** One to three words in lower case: {@code kpi set}. */
  String name();

  /** What it does, in one sentence. */
  String doc();

  /** Who may give it, checked in the handler whatever Discord was told. */
  Rank rank();

  Visibility visibility();

  default List<QueryOption> options() {
    return List.of();
  }

  /** Whether it is about days that can be chosen. */
  default Days days() {
    return Days.NONE;
  }

  /** Whether a command is about days. */
  enum Days {
    NONE,
    RANGE
  }

  /**
   * Does it. May take long: it runs after Discord was told that an answer will come.
   *
   * @throws dev.guildhouse.schema.WarehouseException which is told to whoever asked
   */
  Answer answer(Asked asked);
}
