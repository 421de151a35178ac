package dev.guildhouse.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts a main class of the tests in a JVM of its own, so that it can be killed or confined. */
public final class ChildJvm {
  private ChildJvm() {}

  /** Starts it; what it writes goes to this process' error stream, its output can be read. */
  public static Process start(Class<?> main, List<String> options, Object... arguments)
      throws IOException {
    return new ProcessBuilder(command(main, options, arguments))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Starts it where no file may become larger, as if the disk were full. */
  public static Process startWithFilesUpTo(int kibibytes, Class<?> main, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(
        List.of("bash", "-c", "ulimit -f " + kibibytes + " && exec \"$@\"", "confined"));
    command.addAll(command(main, List.of("-XX:-UsePerfData"), arguments));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<String> command(Class<?> main, List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }

  /** Runs it to its end and yields its exit code. */
  public static int run(Class<?> main, List<String> options, Object... arguments)
      throws IOException, InterruptedException {
    return start(main, options, arguments).waitFor();
  }
}
