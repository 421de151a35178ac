package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.terminal.Console.Screen;
import dev.guildhouse.schedules.warehouse.TestWarehouse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in this JVM, in a home and at a time of the test's choice, and keeps what they say. */
final class CommandRun {
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final InstantSource clock;
  private final CommandLine commands;
  private int exitCode;

  private CommandRun(Instant now) {
    clock = InstantSource.fixed(now);
    commands = Guildhouse.commandLine(new Surroundings(
        environment,
        clock,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Screen.PLAIN));
  }

  static CommandRun in(Path home) {
    return at(home, Instant.parse("2026-03-09T12:00:00Z"));
  }

  static CommandRun at(Path home, Instant now) {
    return new CommandRun(now).with("GUILDHOUSE_HOME", home.toString());
  }

  CommandRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Adds a command that only the test has. */
  CommandRun with(String name, Task task) {
    commands.addSubcommand(name, task);
    // Converters reach only the commands that are there when they are registered.
    commands.registerConverter(LocalDate.class, new DayConverter(clock));
    return this;
  }

  CommandRun of(String... arguments) {
    // Commands take the session that is open, and its scratch must outlive each test's home.
    TestWarehouse.openSession();
    exitCode = commands.execute(arguments);
    return this;
  }

  int exitCode() {
    return exitCode;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
