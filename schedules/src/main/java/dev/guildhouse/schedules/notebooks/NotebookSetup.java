package dev.guildhouse.schedules.notebooks;

import dev.guildhouse.jobs.lake.release.ReleaseStore;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.DurableFiles;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts into a home what Jupyter needs there: the kernel, and copies of the notebooks. What an analyst
 * changed stays; doing it again makes the kernel that of the program that runs.
 */
public final class NotebookSetup {
  private final Home home;
  private final Config config;
  private final Program program;

  public NotebookSetup(Home home, Config config, Program program) {
    this.home = home;
    this.config = config;
    this.program = program;
  }

  /**
   * Does it.
   *
   * @param memory the heap of a kernel, as Java writes it
   * @throws WarehouseException with code WAITING when there is no table yet
   */
  public NotebookFolder install(String memory) {
    Program.requireJdk();
    if (new ReleaseStore(home.warehouse()).current().number() == 0) {
      throw WarehouseException.waiting(
          "open notebooks on " + home.warehouse(),
          "it holds no tables yet",
          "Fill it first: guildhouse demo, or guildhouse import and guildhouse backfill.");
    }
    NotebookFolder folder = NotebookFolder.of(home);
    KernelSpec kernel = new KernelSpec(home, program, memory);
    try {
      Files.createDirectories(folder.runs());
      for (String name : NotebookFolder.names(program.notebooks())) {
        copy(program.notebooks().resolve(name + NotebookFolder.ENDING), folder.notebook(name));
      }
      DurableFiles.publishText(KernelSpec.LOGGING, kernel.logging());
      DurableFiles.publishText(KernelSpec.IMPORTS, kernel.imports());
      DurableFiles.publishText(KernelSettings.of(config), NotebookFolder.settings(home));
      DurableFiles.publishText(kernel.text(), kernel.place());
    } catch (IOException e) {
      throw WarehouseException.failed(
          "prepare notebooks in " + folder.root(),
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "See that the folder can be written and has room.",
          e);
    }
    return folder;
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(to)) {
      DurableFiles.publishText(Files.readString(from), to);
    }
  }
}
