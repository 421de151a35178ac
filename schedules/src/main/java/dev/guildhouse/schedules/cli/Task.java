package dev.guildhouse.schedules.cli;

/**
 * What a command does. A command is a picocli class that implements this and is listed in {@link
 * Guildhouse}.
 */
interface Task {

  /** What a command needs of the JVM; the launcher's lists at the repository's root say the same. */
  enum Engine {
    /** Ends soon in a small heap, and loads no class of Spark. */
    LIGHT,
    /** Works through much data in a small heap, without Spark. */
    STREAMING,
    /** Runs Spark in this process, for as long as there is work. */
    SPARK,
    /** Runs Spark in this process, for a minute at most. */
    BRIEF
  }

  /**
   * Does it.
   *
   * @throws Exception whose message and code the frame reports; a command catches only what it can
   *     handle
   */
  ExitCode run(Workplace place) throws Exception;

  default Engine engine() {
    return Engine.LIGHT;
  }
}
