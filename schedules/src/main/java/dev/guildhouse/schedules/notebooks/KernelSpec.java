package dev.guildhouse.schedules.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.guildhouse.schema.home.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How Jupyter starts a kernel: a JVM of its own with the classes of Guildhouse, an environment that
 * holds none of the variables of whoever starts it, and a log that never mixes with a cell's output.
 *
 * @param memory the heap, as Java writes it
 */
record KernelSpec(Home home, Program program, String memory) {
  /** Under this name notebooks ask for it. */
  static final String NAME = "guildhouse";

  static final String DISPLAY_NAME = "Guildhouse (Java)";

  /** The class that a kernel runs; it is on another class path than this one's. */
  private static final String MAIN = "dev.guildhouse.schedules.notebooks.cells.KernelMain";

  /** What Spark reaches into on Java 17; the launcher's list says the same. */
  static final List<String> OPENED = List.of(
      "java.lang",
      "java.lang.invoke",
      "java.lang.reflect",
      "java.io",
      "java.net",
      "java.nio",
      "java.util",
      "java.util.concurrent",
      "java.util.concurrent.atomic",
      "jdk.internal.ref",
      "sun.nio.ch",
      "sun.nio.cs",
      "sun.security.action",
      "sun.util.calendar");

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Imports that every cell has. */
  static final String IMPORTS = """
      import static dev.guildhouse.schedules.notebooks.cells.Notebook.*;
      import static org.apache.spark.sql.functions.*;
      import org.apache.spark.sql.*;
      import dev.guildhouse.schema.time.DayRange;
      """;

  /** The kernel's own would write every step of Spark's compiler to the console. */
  static final String LOGGING = """
      handlers = java.util.logging.ConsoleHandler
      .level = WARNING
      """;

  private NotebookFolder folder() {
    return NotebookFolder.of(home);
  }

  Path place() {
    return folder().jupyter().resolve("kernels").resolve(NAME).resolve("kernel.json");
  }

  Path imports() {
    return folder().conf().resolve("imports.jshell");
  }

  Path logging() {
    return folder().conf().resolve("logging.properties");
  }

  /** {@code kernel.json}. */
  String text() {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("argv", command());
    spec.put("display_name", DISPLAY_NAME);
    spec.put("language", "java");
    spec.put("interrupt_mode", "message");
    try {
      return JSON.writeValueAsString(spec) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts that JSON cannot hold", e);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(environment());
    command.add(Program.java().toString());
    // A notebook runs for minutes, and several at once.
    command.addAll(List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:ReservedCodeCacheSize=256m",
        "-Xmx" + memory,
        "-XX:SharedArchiveFile=" + program.sparkArchive(),
        "-Xlog:disable",
        "-Xlog:all=error:stderr"));
    for (String opened : OPENED) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of(
        "-Dio.netty.tryReflectionSetAccessible=true",
        "-Duser.timezone=UTC",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        "-Dguildhouse.home=" + home.root(),
        "-Dguildhouse.logs=" + home.logs().resolve("notebooks"),
        "-cp",
        String.join(
            ":",
            program.classPath(),
            folder().conf().toString(),
            program.kernelJar().toString()),
        MAIN,
        "{connection_file}"));
    return command;
  }

  /** Nothing is inherited: neither a token in a variable, nor a library of another Python or Java. */
  private List<String> environment() {
    return List.of(
        "/usr/bin/env",
        "-i",
        "PATH=/usr/bin:/bin",
        "LC_ALL=C.UTF-8",
        "SPARK_LOCAL_IP=127.0.0.1",
        "RJK_INIT_SCRIPT=" + imports(),
        "RJK_CLASSPATH=",
        "RJK_COMPILER_OPTIONS=",
        "RJK_TIMEOUT_MILLIS=-1",
        "RJK_MIMA_CACHE=" + folder().jupyter().resolve("mima"));
  }
}
