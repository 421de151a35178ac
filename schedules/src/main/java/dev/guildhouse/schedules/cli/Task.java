package dev.guildhouse.schedules.cli;

/**
 * What a command does. A command is a picocli class that implements this and is listed in {@link
 * Guildhouse}.
 */
interface Task {

  /**
   * Does it.
   *
   * @throws Exception whose message and code the frame reports; a command catches only what it can
   *     handle
   */
  ExitCode run(Workplace place) throws Exception;
}
