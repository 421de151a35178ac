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
import dev.guildhouse.schedules.reports.ExportForm;
import dev.guildhouse.schedules.reports.ExportRun;
import dev.guildhouse.schedules.reports.ExportRun.ExportedRelease;
import dev.guildhouse.schedules.reports.FormExport;
import dev.guildhouse.schedules.reports.FormExport.ExportedForm;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Members, triggers, the history or the guild's rows of a table as a file. */
record ExportSlashCommand(Office office) implements SlashCommand {
  private static final int USUAL_DAYS = 30;

  @Override
  public String name() {
    return "export";
  }

  @Override
  public String doc() {
    return "Users, rewards, events, audit or a table as a file, under pseudonyms. Default: 30 days.";
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
        QueryOption.text("type", "users, rewards, events, audit, or a table such as guild_daily."),
        QueryOption.choice("format", "What kind of file.", "csv", "csv.gz", "xlsx", "json"));
  }

  @Override
  public Days days() {
    return Days.RANGE;
  }

  @Override
  public Answer answer(Asked asked) {
    String type = asked.required("type");
    Optional<ExportForm> form = ExportForm.named(type);
    String stem = form.isPresent() ? type : ExportForm.table(type).name();
    ExportFormat format = ExportFormat.ofText(asked.option("format").orElse("csv"));
    DayRange days = asked.range() == null
        ? new DayRange(office.today().minusDays(USUAL_DAYS), office.today())
        : RangeText.parse(asked.range(), office.today());
    String name = stem + "-" + days.from() + "-" + days.to() + "." + format.text();
    try (TemporaryFile file = TemporaryFile.in(office.home(), "." + format.text())) {
      List<String> notes = new ArrayList<>();
      if (form.isPresent()) {
        notes.addAll(form(form.get(), asked, days, format, file));
      } else {
        notes.addAll(table(ExportForm.table(type), asked, days, format, file));
      }
      return new Answer.Files(stem, List.of(new AnswerFile(name, file.bytes())), notes);
    }
  }

  private List<String> form(
      ExportForm form, Asked asked, DayRange days, ExportFormat format, TemporaryFile file) {
    ExportedForm written = new FormExport(
            office.home(), office.config(), office.clock(), office.database())
        .write(
            office.runs(),
            RunTrigger.DISCORD,
            form,
            asked.asker().guildId(),
            days,
            format,
            file.path());
    List<String> notes = new ArrayList<>(written.notes());
    notes.add(written.exported().rows() + " rows; " + days.to() + " is not part of them.");
    return notes;
  }

  private List<String> table(
      TableDef table, Asked asked, DayRange days, ExportFormat format, TemporaryFile file) {
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
    notes.add(written.exported().rows() + " rows of release " + written.release() + "; " + days.to()
        + " is not part of them.");
    return notes;
  }
}
