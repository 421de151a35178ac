package dev.guildhouse.schedules.cli;

import dev.guildhouse.schedules.notebooks.Jupyter;
import dev.guildhouse.schedules.notebooks.NotebookFolder;
import dev.guildhouse.schedules.notebooks.NotebookSetup;
import dev.guildhouse.schedules.notebooks.Program;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunEnd;
import dev.guildhouse.schedules.operations.runs.RunRequest;
import dev.guildhouse.schedules.operations.runs.RunState;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.warehouse.WarehouseRuns.Answer;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Opens notebooks, or runs them without anybody looking. */
@Command(
    name = "notebook",
    description = {
      "Opens notebooks on the tables: Jupyter with a Java kernel, which reads and never writes them.",
      "Puts the kernel and copies of the notebooks into the home, and shows them in the browser until"
          + " it is stopped. What is changed there stays. Members and messages bear numbers that hold"
          + " for one session; neither a key nor a secret reaches a notebook. A kernel has a heap of"
          + " 2g, or GUILDHOUSE_MEMORY."
    },
    footer = {
      "guildhouse notebook",
      "guildhouse notebook --run all",
      "guildhouse notebook --run 3-retention"
    })
final class NotebookCommand implements Task {
  private static final String ALL = "all";
  private static final String USUAL_MEMORY = "2g";
  private static final int TOLD_LINES = 40;

  @Option(
      names = "--run",
      paramLabel = "NAME",
      description =
          "Executes a notebook of the home, or all, into its folder notebooks/runs, without"
              + " a browser. The exit code is 1 if a cell fails.")
  private @Nullable String run;

  @Override
  public ExitCode run(Workplace place) throws IOException {
    Program program = new Program(Path.of(System.getProperty(DemoCommand.INSTALLATION, "")));
    String memory = place.environment().getOrDefault("GUILDHOUSE_MEMORY", "");
    NotebookFolder folder = new NotebookSetup(place.preparedHome(), place.config(), program)
        .install(memory.isEmpty() ? USUAL_MEMORY : memory);
    Jupyter jupyter = new Jupyter(place.environment(), folder);
    if (run != null) {
      execute(place, jupyter, folder, wanted(folder, run));
      return ExitCode.OK;
    }
    Optional<Path> page = jupyter.page();
    if (page.isEmpty()) {
      jupyter.advice().forEach(place.console()::remark);
      return ExitCode.OK;
    }
    return show(place, jupyter, page.get());
  }

  private static List<String> wanted(NotebookFolder folder, String name) {
    List<String> names = folder.names();
    if (name.equals(ALL)) {
      return names;
    }
    if (!names.contains(name)) {
      throw WarehouseException.usage(
          "run the notebook " + name,
          "there is none of that name in " + folder.root(),
          Nearest.hint(name, names) + "Notebooks: " + String.join(", ", names));
    }
    return List.of(name);
  }

  private static void execute(
      Workplace place, Jupyter jupyter, NotebookFolder folder, List<String> names)
      throws IOException {
    Console console = place.console();
    for (String name : names) {
      // What an earlier run left must not look like this one's.
      Files.deleteIfExists(folder.run(name));
    }
    console.remark("Running " + String.join(", ", names));
    try (OperationsDatabase database = place.operations()) {
      recorded(place, database, "--run " + String.join(" ", names), () -> {
        Jupyter.Ended ended = jupyter.execute(names);
        if (ended.exitCode() != 0) {
          tell(console, ended.log());
          throw WarehouseException.failed(
              "run notebooks to their end",
              "a cell failed, or a kernel ended",
              "What Jupyter said stands in " + ended.log() + ". Mend the cell in " + folder.root()
                  + ", and run it again.");
        }
        return "Executed " + names.size() + " notebooks.";
      });
    }
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    names.forEach(name -> answer.put(name, folder.run(name).toString()));
    console.fields(answer);
  }

  private static ExitCode show(Workplace place, Jupyter jupyter, Path page) {
    int exitCode;
    try (OperationsDatabase database = place.operations()) {
      exitCode = recorded(place, database, "", () -> jupyter.show(page));
    }
    return exitCode == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  /** What is done. */
  private interface Work<T> {
    T done();
  }

  /** The history tells that the tables were opened to an analyst, as it does of every question. */
  private static <T> T recorded(
      Workplace place, OperationsDatabase database, String options, Work<T> work) {
    RunRequest request = new RunRequest("notebook", options, "all", null, RunTrigger.COMMAND_LINE);
    return new WarehouseRuns(database, place::session, Duration.ZERO)
        .read(
            request,
            warehouse -> new Answer<>(
                work.done(), RunEnd.without(RunState.SUCCEEDED, "Notebooks read the tables.")));
  }

  private static void tell(Console console, Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      lines.stream()
          .skip(Math.max(0, lines.size() - TOLD_LINES))
          .map(line -> line.replaceAll("\u001B\\[[0-9;]*m", ""))
          .forEach(console::remark);
    } catch (IOException e) {
      console.remark("What Jupyter said cannot be read: " + e.getMessage());
    }
  }
}
