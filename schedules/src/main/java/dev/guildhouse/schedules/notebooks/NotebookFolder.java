package dev.guildhouse.schedules.notebooks;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The notebooks of a home: copies of those that come along, an analyst's own, and what was run. Whoever
 * asks Jupyter to write, writes here.
 *
 * @param root an absolute path
 */
public record NotebookFolder(Path root) {
  static final String ENDING = ".ipynb";

  public static NotebookFolder of(Home home) {
    return new NotebookFolder(home.notebooks());
  }

  /** Notebooks as they were executed, with their outputs. */
  public Path runs() {
    return root.resolve("runs");
  }

  /** Where a notebook stands once it was executed. */
  public Path run(String name) {
    return runs().resolve(name + ENDING);
  }

  /** Jupyter's own state, and the kernel: the folder that JUPYTER_PATH names. */
  public Path jupyter() {
    return root.resolve(".jupyter");
  }

  /** First on the kernel's class path, so that its files win over those of its jar. */
  Path conf() {
    return jupyter().resolve("conf");
  }

  /** What a kernel is told of the configuration. */
  public static Path settings(Home home) {
    return of(home).jupyter().resolve("guildhouse.yaml");
  }

  /** The notebooks that can be run, by name. */
  public List<String> names() {
    return names(root);
  }

  static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw WarehouseException.failed(
          "list the notebooks in " + folder,
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be read.",
          e);
    }
  }

  Path notebook(String name) {
    return root.resolve(name + ENDING);
  }
}
