package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.terminal.Console.Screen;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a command takes from outside of its arguments and its home, so that a test can give
 * others.
 *
 * @param environment variables
 * @param clock what now is
 * @param out the answer
 * @param err errors and progress
 * @param screen what {@code err} is
 */
record Surroundings(
    Map<String, String> environment,
    InstantSource clock,
    PrintStream out,
    PrintStream err,
    Screen screen) {

  /** An environment variable, unless it is empty. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Those of this process. Output is UTF-8 whatever the locale says; what kind of screen there is,
   * the launcher knows. */
  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        InstantSource.system(),
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        Boolean.getBoolean("guildhouse.terminal") ? Screen.TERMINAL : Screen.PLAIN);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
