package dev.guildhouse.schedules.operations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of its own that runs a main class of the tests or the program, and can be killed. */
public final class ChildJvm implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts a main class on this JVM's classpath. */
  public static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return new ChildJvm(builder.start());
  }

  /**
   * The same with room for Spark and the options that this JVM runs with: the opens that Spark needs,
   * and what else makes it start soon.
   */
  public static ChildJvm startSpark(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(options);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add-opens") || option.startsWith("-XX:"))
        .forEach(all::add);
    all.addAll(List.of("-Xmx1g", "-Duser.timezone=UTC"));
    return start(all, main, arguments);
  }

  /** Waits for a line that it prints; null when it has ended. */
  public String line() throws IOException {
    return output.readLine();
  }

  /** Everything that it still prints until it ends. */
  public List<String> lines() {
    return output.lines().toList();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    // By its handle: the process itself would close its output, which may not have been read yet.
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  /** Asks it to end as SIGTERM does. */
  public void end() {
    process.toHandle().destroy();
  }

  /** Stops it as SIGSTOP does, or lets it go on. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  public int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("The child process did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
