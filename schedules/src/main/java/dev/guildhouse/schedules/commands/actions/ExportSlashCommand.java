package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.reports.export.ExportFormat;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.AnswerFile;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.ExportRun;
import dev.guildhouse.schedules.reports.ExportRun.ExportedRelease;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.tables.Tables;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.util.ArrayList;
import java.util.List;

/** The guild's rows of a table as a file. */
record ExportSlashCommand(Office office) implements SlashCommand {
  private static final int USUAL_DAYS = 30;

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String doc() {
    return "This guild's rows of a table as a file, people under pseudonyms. Default: 30 days.";
  }

  @Override
  public Rank rank() {
    return Rank.ADMIN;
  }

  @Override
  public Visibility visibility() {
    return Visibility.MODERATORS_ONLY;
  }

  @Override
  public List<QueryOption> options() {
    return List.of(
        QueryOption.text("table", "Name of the table, as guild_daily."),
        QueryOption.choice("format", "What kind of file.", "csv", "csv.gz", "xlsx", "json"));
  }

  @Override
  public Days days() {
    return Days.RANGE;
  }

  @Override
  public Answer answer(Asked asked) {
    TableDef table = Tables.named(asked.required("table"));
    ExportFormat format = ExportFormat.ofText(asked.option("format").orElse("csv"));
    DayRange days = asked.range() == null
        ? new DayRange(office.today().minusDays(USUAL_DAYS), office.today())
        : RangeText.parse(asked.range(), office.today());
    String name = table.name() + "-" + days.from() + "-" + days.to() + "." + format.text();
    try (TemporaryFile file = TemporaryFile.in(office.home(), "." + format.text())) {
      ExportedRelease written = new ExportRun(office.home(), office.config())
          .write(
              office.runs(),
              RunTrigger.DISCORD,
              table,
              asked.asker().guildId(),
              Audience.MODERATORS,
              days,
              format,
              "Discord",
              file.path());
      List<String> notes = new ArrayList<>(written.notAvailable());
      notes.add(written.exported().rows() + " rows of release " + written.release() + "; "
          + days.to() + " is not part of them.");
      return new Answer.Files(table.name(), List.of(new AnswerFile(name, file.bytes())), notes);
    }
  }
}
