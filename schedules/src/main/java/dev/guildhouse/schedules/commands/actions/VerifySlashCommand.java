package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.verify.Verified;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.warehouse.VerifyRun;
import dev.guildhouse.schema.reports.ReportDocument.Figure;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.time.RangeText;
import java.util.List;
import java.util.Objects;

/** Recounts the guild's raw events and compares every number of the tables with them. */
record VerifySlashCommand(Office office) implements SlashCommand {
  private static final String USUAL = "7d";

  @Override
  public String name() {
    return "verify";
  }

  @Override
  public String doc() {
    return "Recounts raw events and compares every number with them. Default: the last 7 days.";
  }

  @Override
  public Rank rank() {
    return Rank.MODERATOR;
  }

  @Override
  public Visibility visibility() {
    return Visibility.MODERATORS;
  }

  @Override
  public Days days() {
    return Days.RANGE;
  }

  @Override
  public Answer answer(Asked asked) {
    String range = asked.range() == null ? USUAL : asked.range();
    Verified verified = new VerifyRun(office.config())
        .verify(
            office.runs(),
            RunTrigger.DISCORD,
            RangeText.parse(range, office.today()),
            asked.asker().guildId());
    List<List<String>> differing = verified.metrics().stream()
        .filter(metric -> !metric.withinTolerance())
        .map(metric -> List.of(
            metric.key(),
            Objects.toString(metric.direct(), "–"),
            Objects.toString(metric.aggregated(), "–")))
        .toList();
    return new Answer.Told(
        "Recount of " + verified.range().from() + " to " + verified.range().to(),
        List.of(
            new Figure("Numbers", Integer.toString(verified.metrics().size()), ""),
            new Figure("Differing", Integer.toString(differing.size()), "")),
        differing.isEmpty()
            ? List.of()
            : List.of(new Section(
                "Differing", new Table(List.of("Number", "Recounted", "In tables"), differing))),
        List.of(VerifyRun.line(verified)));
  }
}
