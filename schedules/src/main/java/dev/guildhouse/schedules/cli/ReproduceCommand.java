package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.reports.publish.Reproduction;
import dev.guildhouse.jobs.reports.publish.Reproduction.Outcome;
import dev.guildhouse.jobs.reports.publish.Reproduction.Result;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Renders a published report once more. */
@Command(
    name = "reproduce",
    description = {
      "Renders a published report again from its saved content and compares the bytes.",
      "It says NOT_REPRODUCIBLE, and why, when the content is gone, as after an erasure, or when it"
          + " was rendered by another Java; exit 3."
    },
    footer =
        "guildhouse reproduce ~/.guildhouse/reports/GUILD/weekly_community/2026-W45/revision-1/"
            + "manifest.json")
final class ReproduceCommand implements Task {
  @Parameters(paramLabel = "MANIFEST", description = "The manifest.json of the report.")
  private Path manifest = Path.of("");

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) throws IOException {
    Home home = place.preparedHome();
    Path scratch = Files.createTempDirectory(home.temporary(), "reproduce");
    Result result;
    try {
      result = new Reproduction(home.reports()).of(manifest, scratch);
    } finally {
      delete(scratch);
    }
    tell(place, result);
    return switch (result.outcome()) {
      case SAME -> ExitCode.OK;
      case DIFFERENT -> ExitCode.FAILED;
      case NOT_REPRODUCIBLE -> ExitCode.WAITING;
    };
  }

  private void tell(Workplace place, Result result) {
    Table files = Table.of("file", "is_same", "published_sha256", "rendered_sha256");
    result
        .files()
        .forEach(file -> files.row(file.name(), file.isSame(), file.published(), file.rendered()));
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("manifest", manifest.toString());
    answer.put("outcome", result.outcome().name());
    answer.put("reason", result.reason().isEmpty() ? null : result.reason());
    if (place.console().format() == Console.Format.JSON) {
      answer.put("files", files);
      place.console().json(answer);
      return;
    }
    if (result.outcome() == Outcome.SAME) {
      place.console().say("Same: " + result.files().size() + " files, byte by byte.");
      return;
    }
    place.console().say(result.outcome().name() + ": " + result.reason() + ".");
    if (!result.files().isEmpty()) {
      place.console().table(files);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }
}
