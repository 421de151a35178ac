package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.jobs.queries.QueryArguments;
import dev.guildhouse.jobs.reports.content.Chart;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportTable;
import dev.guildhouse.jobs.reports.render.ChartImage;
import dev.guildhouse.jobs.reports.render.CsvFile;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.queries.AnswerText;
import dev.guildhouse.schedules.queries.QueryRun;
import dev.guildhouse.schedules.queries.QueryRun.Sides;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Asks one of the declared questions; {@link QueryCommands} makes a command of each. */
@Command
final class QueryCommand implements Task {
  private enum Format {
    TABLE("table"),
    CSV("csv"),
    CSV_GZ("csv.gz"),
    JSON("json"),
    PNG("png");

    private final String text;

    Format(String text) {
      this.text = text;
    }

    static Format ofText(String text) {
      for (Format format : values()) {
        if (format.text.equalsIgnoreCase(text)) {
          return format;
        }
      }
      throw WarehouseException.usage(
          "answer in the format " + text,
          "there is no such format",
          "Formats: table, csv, csv.gz, json, png");
    }
  }

  private final Query query;
  private final DeclaredOptions options;

  @Option(
      names = "--guild",
      paramLabel = "ID",
      order = 1,
      converter = IdConverter.class,
      required = true,
      description = "The guild it is about.")
  private long guild;

  @Option(
      names = "--range",
      paramLabel = "DAYS",
      order = 2,
      description = "UTC days: 2026-03-01, 2026-03, 2026-W10, 2026-Q1, yesterday, last month, last"
          + " 30 days, all, 12 Jan 2026, 3 days ago, or A to B without B.")
  private @Nullable String range;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      order = 4,
      description =
          "table, csv, csv.gz, json, or png for the picture. Default: what the name of the file ends in, or"
              + " else table.")
  private @Nullable String format;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      order = 5,
      description = "Which table of the answer a CSV file holds. Default: the first.")
  private @Nullable String table;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      order = 6,
      description = "Where to write it; in a folder the file gets a name of its own. Default:"
          + " standard output.")
  private @Nullable Path out;

  @Option(
      names = "--dual",
      order = 7,
      description = "Also recounts the guild's days from raw events, and shows both numbers and the"
          + " drift.")
  private boolean isDual;

  QueryCommand(Query query) {
    this.query = query;
    this.options = new DeclaredOptions(query.name(), query.options());
  }

  /** The command as picocli knows it, with the options that the question declares. */
  CommandSpec spec(String word) {
    return options.spec(this, word, query.doc());
  }

  @Override
  public Engine engine() {
    return Engine.BRIEF;
  }

  @Override
  public ExitCode run(Workplace place) throws IOException {
    Format wanted = wanted(place.console());
    DayRange days =
        range == null ? query.usualRange(place.today()) : RangeText.parse(range, place.today());
    QueryArguments arguments = QueryArguments.of(query, options.given());
    ReportContent content;
    try (OperationsDatabase database = place.operations()) {
      content = new QueryRun(place.preparedHome(), place.config(), place.clock())
          .answer(
              new WarehouseRuns(database, place::session, Duration.ZERO),
              RunTrigger.COMMAND_LINE,
              query,
              arguments,
              guild,
              days,
              Audience.MODERATORS,
              isDual ? Sides.DUAL : Sides.TABLES);
    }
    show(content, wanted, query.fileStem(arguments, days), place.console());
    return ExitCode.OK;
  }

  private Format wanted(Console console) {
    if (format != null) {
      return Format.ofText(format);
    }
    String file = out == null ? "" : out.toString();
    if (file.endsWith(".csv.gz")) {
      return Format.CSV_GZ;
    }
    if (file.endsWith(".csv")) {
      return Format.CSV;
    }
    if (file.endsWith(".png")) {
      return Format.PNG;
    }
    boolean isJson = file.endsWith(".json") || console.format() == Console.Format.JSON;
    return isJson ? Format.JSON : Format.TABLE;
  }

  /**
   * @param stem names the file where a folder is given
   */
  private void show(ReportContent content, Format wanted, String stem, Console console)
      throws IOException {
    Path file = out != null && Files.isDirectory(out) ? out.resolve(stem + "." + wanted.text) : out;
    if (wanted == Format.TABLE && file == null) {
      AnswerText.print(content, console);
      return;
    }
    byte[] bytes = switch (wanted) {
      case TABLE ->
        throw WarehouseException.usage(
            "write " + file + " as a table",
            "a table is for the screen",
            "Give --format csv or json.");
      case JSON -> (content.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
      case CSV, CSV_GZ -> csv(chosen(content), wanted);
      case PNG -> picture(content);
    };
    if (file == null) {
      console.raw(bytes);
    } else {
      Files.write(file, bytes);
      console.remark("Written: " + file);
    }
  }

  private static byte[] picture(ReportContent content) throws IOException {
    Chart chart = content.chart();
    if (chart == null || content.table(chart.table()).rows().isEmpty()) {
      throw WarehouseException.usage(
          "draw the answer", "it has no picture", "Give --format table, csv or json.");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ChartImage.write(chart, content.table(chart.table()), bytes);
    return bytes.toByteArray();
  }

  private ReportTable chosen(ReportContent content) {
    List<ReportTable> tables = AnswerText.tables(content);
    List<String> names = tables.stream().map(ReportTable::name).toList();
    if (table == null && !tables.isEmpty()) {
      return tables.get(0);
    }
    return tables.stream()
        .filter(one -> one.name().equalsIgnoreCase(table))
        .findFirst()
        .orElseThrow(() -> WarehouseException.usage(
            "write the table " + table,
            "the answer has none of that name",
            (table == null ? "" : Nearest.hint(table, names)) + "Tables: "
                + String.join(", ", names)));
  }

  private static byte[] csv(ReportTable chosen, Format wanted) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream file = wanted == Format.CSV_GZ ? new GZIPOutputStream(bytes) : bytes;
    CsvFile.write(chosen, file);
    return bytes.toByteArray();
  }
}
