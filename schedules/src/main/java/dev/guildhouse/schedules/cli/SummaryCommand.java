package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.queries.SummaryRun;
import dev.guildhouse.schedules.terminal.Console;
import dev.guildhouse.schedules.warehouse.WarehouseRuns;
import dev.guildhouse.schedules.wording.WordedSummary;
import dev.guildhouse.schedules.wording.Wording;
import dev.guildhouse.schedules.wording.WordingRun;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the summary of a guild for a model or a person to reason over. */
@Command(
    name = "summary",
    description = {
      "Writes the summary of a guild and some days as JSON, for a model or a person to reason over.",
      "Numbers with their honest comparison, top lists, segments, targets, retention, anomalies,"
          + " support signals, and statements that follow from them. Its schema is"
          + " docs/summary.schema.json. Without --out, the statements are told, worded by a language model where one is"
          + " configured. Without days it is"
          + " about the last 7 that are over."
    },
    footer = {
      "guildhouse summary --guild 1200000000000000000 --out summary.json",
      "guildhouse summary --guild 1200000000000000000 --from 2026-03-01 --to 2026-03-31"
    })
final class SummaryCommand implements Task {
  private static final int USUAL_DAYS = 7;

  @Option(
      names = "--guild",
      paramLabel = "ID",
      converter = IdConverter.class,
      required = true,
      description = "The guild it is about.")
  private long guild;

  @Mixin
  private DayOptions days = new DayOptions();

  @Option(
      names = "--audience",
      paramLabel = "AUDIENCE",
      defaultValue = "moderators",
      description = "moderators: members under pseudonyms. public: of one whole ISO week, without"
          + " members and messages, no number of fewer than five members. Default: moderators.")
  private String audience = "moderators";

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write the JSON.")
  private @Nullable Path out;

  @Override
  public Engine engine() {
    return Engine.BRIEF;
  }

  @Override
  public ExitCode run(Workplace place) throws IOException {
    DayRange window =
        days.days().orElse(new DayRange(place.today().minusDays(USUAL_DAYS), place.today()));
    SummaryDocument summary;
    WordedSummary worded;
    boolean isRead = out == null && place.console().format() != Console.Format.JSON;
    try (OperationsDatabase database = place.operations()) {
      WarehouseRuns runs = new WarehouseRuns(database, place::session, Duration.ZERO);
      summary = new SummaryRun(place.preparedHome(), place.config())
          .make(runs, RunTrigger.COMMAND_LINE, guild, window, Audience.ofText(audience));
      worded = isRead
          ? new WordingRun(place.config(), database)
              .word(runs, RunTrigger.COMMAND_LINE, summary, guild, window)
          : Wording.measured(summary, "");
    }
    byte[] json = summary.toJson().getBytes(StandardCharsets.UTF_8);
    if (out != null) {
      Files.write(out, json);
      place.console().remark("Written: " + out);
    } else if (!isRead) {
      place.console().raw(json);
    } else {
      worded.sentences().forEach(sentence -> place.console().say("* " + sentence));
      summary
          .notAvailable()
          .forEach(part ->
              place.console().say("* Not told: " + part.section() + ", because " + part.reason()));
    }
    return ExitCode.OK;
  }
}
