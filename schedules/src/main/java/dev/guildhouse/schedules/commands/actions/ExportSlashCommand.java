package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.reports.export.ExportFormat;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.AnswerFile;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.commands.TemporaryFile;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.ExportForm;
import dev.guildhouse.schedules.reports.ExportRun;
import dev.guildhouse.schedules.reports.ExportRun.ExportedRelease;
import dev.guildhouse.schedules.reports.FormExport;
import dev.guildhouse.schedules.reports.FormExport.Listed;
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
    ExportFormat format = ExportFormat.ofText(asked.option("format").orElse("csv"));
    DayRange days = asked.range() == null
        ? new DayRange(office.today().minusDays(USUAL_DAYS), office.today())
        : RangeText.parse(asked.range(), office.today());
    Optional<ExportForm> form = ExportForm.named(type);
    return form.isPresent()
        ? list(form.get(), asked, days, format)
        : table(ExportForm.table(type), asked, days, format);
  }

  private Answer list(ExportForm form, Asked asked, DayRange days, ExportFormat format) {
    Listed listed = new FormExport(
            office.home(), office.config(), office.clock(), office.database())
        .list(office.runs(), RunTrigger.DISCORD, form, asked.asker().guildId(), days);
    List<String> notes = new ArrayList<>(listed.notes());
    notes.add(listed.table().rows().size() + " rows; " + days.to() + " is not part of them.");
    return new Answer.Listing(
        form.text(), stem(form.text(), days), listed.table(), format, days, notes);
  }

  private static String stem(String type, DayRange days) {
    return type + "-" + days.from() + "-" + days.to();
  }

  private Answer table(TableDef table, Asked asked, DayRange days, ExportFormat format) {
    try (TemporaryFile file = TemporaryFile.in(office.home(), "." + format.text())) {
      List<String> notes = written(table, asked, days, format, file);
      String name = stem(table.name(), days) + "." + format.text();
      return new Answer.Files(table.name(), List.of(new AnswerFile(name, file.bytes())), notes);
    }
  }

  private List<String> written(
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
