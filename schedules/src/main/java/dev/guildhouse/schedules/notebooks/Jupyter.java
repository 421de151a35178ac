package dev.guildhouse.schedules.notebooks;

import dev.guildhouse.schema.WarehouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The Jupyter of this machine. Debian's own comes first: another Python on the PATH would look for
 * its libraries elsewhere.
 */
public final class Jupyter {
  /** Debian's packages that run notebooks without a browser. */
  static final String PACKAGES = "jupyter-nbconvert jupyter-client jupyter-core python3-ipykernel";

  /** Debian's package of the page in the browser. */
  static final String PAGE_PACKAGE = "jupyter-notebook";

  private static final Path DEBIAN = Path.of("/usr/bin");

  /** Half an hour for one cell; the slowest that come along take seconds. */
  private static final String CELL_SECONDS = "1800";

  private static final String START_SECONDS = "120";

  /**
   * What Jupyter inherits. Whatever else is in the environment, such as a token, is none of a
   * notebook's business.
   */
  private static final Set<String> INHERITED = Set.of(
      "PATH",
      "HOME",
      "USER",
      "LOGNAME",
      "SHELL",
      "TERM",
      "LANG",
      "LC_ALL",
      "TZ",
      "TMPDIR",
      "DISPLAY",
      "WAYLAND_DISPLAY",
      "XAUTHORITY",
      "XDG_RUNTIME_DIR",
      "DBUS_SESSION_BUS_ADDRESS",
      "BROWSER");

  private final Map<String, String> inherited;
  private final List<Path> places;
  private final NotebookFolder folder;

  /**
   * @param environment variables of this process
   * @param folder where Jupyter works
   */
  public Jupyter(Map<String, String> environment, NotebookFolder folder) {
    this(environment, folder, List.of(DEBIAN));
  }

  /**
   * @param first where a program is looked for before the PATH
   */
  Jupyter(Map<String, String> environment, NotebookFolder folder, List<Path> first) {
    this.inherited = new LinkedHashMap<>(environment);
    inherited.keySet().retainAll(INHERITED);
    this.places = Stream.concat(
            first.stream(),
            Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
                .filter(place -> !place.isEmpty())
                .map(Path::of))
        .toList();
    this.folder = folder;
  }

  /** How a program ended: its exit code, and what it said. */
  public record Ended(int exitCode, Path log) {}

  /**
   * Executes notebooks of the folder one after another, each in a kernel of its own, into {@code
   * runs}. Stops at the first that fails.
   *
   * @throws WarehouseException with code FAILED that names Debian's packages, when there is no Jupyter
   */
  public Ended execute(List<String> names) {
    Path nbconvert =
        program("jupyter-nbconvert").orElseThrow(() -> missing("jupyter-nbconvert", PACKAGES));
    List<String> command = new ArrayList<>(List.of(
        nbconvert.toString(),
        "--to",
        "notebook",
        "--execute",
        "--ExecutePreprocessor.kernel_name=" + KernelSpec.NAME,
        "--ExecutePreprocessor.startup_timeout=" + START_SECONDS,
        "--ExecutePreprocessor.timeout=" + CELL_SECONDS,
        "--output-dir",
        folder.runs().toString()));
    names.forEach(name -> command.add(folder.notebook(name).toString()));
    Path log = folder.jupyter().resolve("nbconvert.log");
    ProcessBuilder process =
        process(command).redirectErrorStream(true).redirectOutput(log.toFile());
    return new Ended(run(process), log);
  }

  /** The page in the browser, if there is a program for it: JupyterLab before the older one. */
  public Optional<Path> page() {
    return program("jupyter-lab").or(() -> program("jupyter-notebook"));
  }

  /** Shows the folder in the browser until the user ends it; yields the exit code. */
  public int show(Path page) {
    return run(process(List.of(page.toString(), folder.root().toString())).inheritIO());
  }

  /** What to do where there is no such page. */
  public List<String> advice() {
    return List.of(
        "The notebooks are ready in " + folder.root()
            + ", and this machine has no page to show them.",
        "In the browser: sudo apt-get install " + PAGE_PACKAGE + ", and run this again.",
        "In an editor that speaks to Jupyter's kernels: start it with JUPYTER_PATH="
            + folder.jupyter() + ", open a notebook and choose the kernel \""
            + KernelSpec.DISPLAY_NAME + "\".",
        "Without either: guildhouse notebook --run all");
  }

  private Optional<Path> program(String name) {
    return places.stream()
        .map(place -> place.resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static WarehouseException missing(String program, String packages) {
    return WarehouseException.failed(
        "run notebooks",
        "there is no " + program + " on this machine",
        "Install Jupyter: sudo apt-get install " + packages);
  }

  private ProcessBuilder process(List<String> command) {
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.root().toFile());
    Map<String, String> environment = process.environment();
    environment.clear();
    environment.putAll(inherited);
    String own = folder.jupyter().toString();
    environment.put("JUPYTER_PATH", own);
    environment.put("JUPYTER_DATA_DIR", own);
    environment.put("JUPYTER_CONFIG_DIR", own + "/config");
    environment.put("JUPYTER_RUNTIME_DIR", own + "/runtime");
    environment.put("IPYTHONDIR", own + "/ipython");
    if (Path.of(command.get(0)).startsWith(DEBIAN)) {
      // What somebody installed for themselves is of other versions than Debian's.
      environment.put("PYTHONNOUSERSITE", "1");
    }
    return process;
  }

  private static int run(ProcessBuilder process) {
    try {
      Process started = process.start();
      try {
        return started.waitFor();
      } catch (InterruptedException e) {
        started.destroy();
        Thread.currentThread().interrupt();
        return 1;
      }
    } catch (IOException e) {
      throw WarehouseException.failed(
          "start " + process.command().get(0),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that it runs by itself: " + process.command().get(0) + " --version",
          e);
    }
  }
}
