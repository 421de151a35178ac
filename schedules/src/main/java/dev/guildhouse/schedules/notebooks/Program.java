package dev.guildhouse.schedules.notebooks;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the program lies of which a kernel is made.
 *
 * @param root the folder that holds {@code notebooks} and what was built; the launcher says
 */
public record Program(Path root) {
  private static final String KERNEL = "rapaio-jupyter-kernel-";

  public Program {
    root = root.toAbsolutePath().normalize();
  }

  /** The notebooks that come along. */
  Path notebooks() {
    return required(root.resolve("notebooks"));
  }

  private Path built() {
    return root.resolve("schedules/target/guildhouse");
  }

  /** The kernel's jar. It lies apart, so that nothing else ever runs with it. */
  Path kernelJar() {
    Path folder = required(built().resolve("notebook"));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(KERNEL))
          .findFirst()
          .orElseThrow(() -> incomplete(folder.resolve(KERNEL + "*.jar")));
    } catch (IOException e) {
      throw WarehouseException.failed(
          "look for the notebook kernel in " + folder,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be read.",
          e);
    }
  }

  /** The classes that are running now, as a class path. */
  String classPath() {
    Path own = own();
    Path folder = own.getParent();
    return own.toString().endsWith(".jar") && folder != null
        ? folder + "/*"
        : System.getProperty("java.class.path", "");
  }

  /** From here classes of Spark load in half the time; it need not be there. */
  Path sparkArchive() {
    return built().resolve("spark-" + System.getProperty("java.version") + ".jsa");
  }

  /** The Java that runs this. */
  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Cells are compiled: a mere runtime cannot. */
  static void requireJdk() {
    List<String> missing = Stream.of("jdk.jshell", "jdk.compiler")
        .filter(module -> ModuleLayer.boot().findModule(module).isEmpty())
        .toList();
    if (!missing.isEmpty()) {
      throw WarehouseException.usage(
          "run notebooks with " + java(),
          "it comes without " + String.join(" and ", missing),
          "Install a JDK, which a JRE is not, or set JAVA_HOME to one.");
    }
  }

  private static Path own() {
    try {
      return Path.of(
          Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("classes that lie nowhere", e);
    }
  }

  private static Path required(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw incomplete(folder);
    }
    return folder;
  }

  private static WarehouseException incomplete(Path missing) {
    return WarehouseException.failed(
        "prepare notebooks",
        "there is no " + missing,
        "Run the launcher of a whole checkout of Guildhouse, which builds what is missing.");
  }
}
