package dev.guildhouse.schedules.cli;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.imports.ImportCounts;
import dev.guildhouse.collector.imports.ImportListener;
import dev.guildhouse.collector.imports.ImportOptions;
import dev.guildhouse.collector.imports.ImportReport;
import dev.guildhouse.collector.imports.ImportResult;
import dev.guildhouse.collector.imports.ImportRun;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.terminal.Console.Format;
import dev.guildhouse.schedules.terminal.Progress;
import dev.guildhouse.schedules.terminal.ProgressUnit;
import dev.guildhouse.schedules.terminal.Table;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.landing.LandingLayout;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Brings history from files into landing. Files that cannot be imported are told with place and
 * reason and stop no other; then the exit code is 1.
 */
@Command(
    name = "import",
    description = {
      "Imports history from files.",
      "Takes exports of DiscordChatExporter (JSON, or CSV of either dialect) and JSON Lines of raw"
          + " events; a folder stands for all exports in it. Importing a file twice changes nothing."
    })
final class ImportCommand implements Task {
  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders to import.")
  private List<Path> paths = List.of();

  @Option(
      names = "--guild",
      paramLabel = "ID",
      converter = IdConverter.class,
      description = "Guild of files that do not name theirs, such as CSV.")
  private @Nullable Long guild;

  @Option(
      names = "--channel",
      paramLabel = "ID",
      converter = IdConverter.class,
      description = "Channel of CSV files whose name does not hold it.")
  private @Nullable Long channel;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone of times that are written without one, as Europe/Berlin.")
  private @Nullable ZoneId zone;

  @Option(names = "--dry-run", description = "Reads and checks everything, and writes nothing.")
  private boolean isDryRun;

  @Override
  public Engine engine() {
    return Engine.STREAMING;
  }

  @Override
  public ExitCode run(Workplace place) {
    ImportReport report;
    try (Listener listener = new Listener(place.console())) {
      report = new ImportRun(options(place), listener).of(paths);
    }
    if (report.results().isEmpty()) {
      throw WarehouseException.usage(
          "import " + paths.stream().map(Path::toString).collect(Collectors.joining(", ")),
          "there is no file in it",
          "Give the files or the folder that the exporter wrote.");
    }
    tell(report, place.console());
    return report.hasRefusals() ? ExitCode.FAILED : ExitCode.OK;
  }

  private ImportOptions options(Workplace place) {
    Config config = place.config();
    Home home = isDryRun ? place.home() : place.preparedHome();
    ImportOptions options = ImportOptions.of(
            LandingLayout.of(home), place.secrets(), place.clock().instant())
        .leavingOut(place.people()::of)
        .from(guild, channel, zone)
        .lookingFor(id -> Keywords.of(config.guild(id).support().keywords()))
        .guilds(
            config::organizationOf,
            id -> config.guild(id).privacy().mode() == PrivacyMode.ANONYMOUS);
    return isDryRun ? options.dryRun() : options;
  }

  private void tell(ImportReport report, Console console) {
    ImportCounts total = report.total();
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("dry_run", isDryRun);
    for (Outcome outcome : Outcome.values()) {
      answer.put(outcome.text() + "_files", report.of(outcome.kind).count());
    }
    answer.put("events", total.events());
    answer.put("messages", total.messages());
    answer.put("joins", total.joins());
    answer.put("edits", total.edits());
    answer.put("reactions", total.reactions());
    answer.put("left_out", total.leftOut());
    answer.put("first_at", total.firstAt());
    answer.put("last_at", total.lastAt());
    answer.put(
        "guild_ids", total.guildIds().stream().sorted().map(String::valueOf).toList());
    if (console.format() == Format.JSON) {
      answer.put("files", files(report));
      console.json(answer);
      return;
    }
    console.table(files(report));
    console.say("");
    console.fields(answer);
  }

  private static Table files(ImportReport report) {
    Table table = Table.of("outcome", "file", "what");
    for (ImportResult result : report.results()) {
      table.row(Outcome.of(result).text(), result.path().toString(), result.line());
    }
    return table;
  }

  /** What can become of a file. */
  private enum Outcome {
    IMPORTED(ImportResult.Imported.class),
    KNOWN(ImportResult.Known.class),
    REFUSED(ImportResult.Refused.class),
    SKIPPED(ImportResult.Skipped.class);

    private final Class<? extends ImportResult> kind;

    Outcome(Class<? extends ImportResult> kind) {
      this.kind = kind;
    }

    static Outcome of(ImportResult result) {
      for (Outcome outcome : values()) {
        if (outcome.kind.isInstance(result)) {
          return outcome;
        }
      }
      throw new IllegalArgumentException("an outcome without a name: " + result.getClass());
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Shows the bytes that were read, from when their number is known. */
  private static final class Listener implements ImportListener, AutoCloseable {
    private final Console console;
    private @Nullable Progress progress;

    Listener(Console console) {
      this.console = console;
    }

    @Override
    public void started(int files, long bytes) {
      progress = console.progress("Importing", bytes, ProgressUnit.BYTES);
    }

    @Override
    public void progressed(long bytesDone) {
      if (progress != null) {
        progress.reach(bytesDone);
      }
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
