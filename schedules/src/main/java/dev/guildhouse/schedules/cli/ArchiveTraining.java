package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.terminal.Console.Screen;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the light commands once in a home of its own, so that the launcher can archive the classes
 * they load: with the archive, a command starts in half the time.
 */
final class ArchiveTraining {
  private static final List<List<String>> CALLS = List.of(
      List.of("--help"),
      List.of("--version"),
      List.of("config", "check"),
      List.of("config", "check", "--json"),
      List.of("completion"),
      List.of("simulate", "--days=1", "--members=10", "--channels=4", "--events-per-day=100"),
      List.of("import", "--dry-run", "no-such-file"),
      List.of("deliver", "--once"),
      List.of("status"),
      List.of("runs"),
      List.of("freshness", "--json"),
      List.of("queue", "status"),
      List.of("no-such-command"));

  private ArchiveTraining() {}

  public static void main(String[] arguments) throws IOException {
    Path home = Files.createTempDirectory("guildhouse-training");
    try {
      Files.writeString(home.resolve("guildhouse.yaml"), "guilds: [{id: 1, top_content: 9}]\n");
      Surroundings silent = silent(home);
      CALLS.forEach(call -> Guildhouse.run(silent, call.toArray(String[]::new)));
    } finally {
      delete(home);
    }
  }

  private static Surroundings silent(Path home) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Surroundings(
        Map.of("GUILDHOUSE_HOME", home.toString()),
        InstantSource.system(),
        nowhere,
        nowhere,
        Screen.PLAIN);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
