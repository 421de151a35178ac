package dev.guildhouse.bench;

import dev.guildhouse.schema.WarehouseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a process of its own told: so that each side starts cold and has its memory to itself.
 *
 * @param steps cost of each step that it measured
 * @param answers numbers that it found, by name
 */
record Child(List<Measured> steps, SortedMap<String, String> answers) {
  static final String ANSWER = "answer ";

  /** Runs a class in a JVM with this one's classpath and opened packages, and waits for it. */
  static Child run(Class<?> main, List<String> jvmOptions, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-Dlog4j2."))
        .forEach(command::add);
    command.addAll(List.of("-Duser.timezone=UTC", "-Dfile.encoding=UTF-8"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    try {
      return run(main, command);
    } catch (IOException e) {
      throw failed(main, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(main, "it was interrupted");
    }
  }

  private static Child run(Class<?> main, List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    List<Measured> steps = new ArrayList<>();
    SortedMap<String, String> answers = new TreeMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (Measured.isLine(line)) {
          steps.add(Measured.ofLine(line));
        } else if (line.startsWith(ANSWER)) {
          String[] words = line.substring(ANSWER.length()).split(" ", 2);
          answers.put(words[0], words[1]);
        } else {
          System.err.println(line);
        }
      }
    } finally {
      process.destroy();
    }
    int status = process.waitFor();
    if (status != 0) {
      throw failed(main, "its process ended with status " + status);
    }
    return new Child(steps, answers);
  }

  private static WarehouseException failed(Class<?> main, String why) {
    return WarehouseException.failed(
        "measure " + main.getSimpleName(), why, "What it said stands above.");
  }
}
