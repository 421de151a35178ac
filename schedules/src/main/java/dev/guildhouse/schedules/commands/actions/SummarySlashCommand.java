package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.jobs.summary.SummaryDocument;
import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.AnswerFile;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.queries.SummaryRun;
import dev.guildhouse.schedules.wording.WordedSummary;
import dev.guildhouse.schedules.wording.WordingRun;
import dev.guildhouse.schema.reports.Audience;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.RangeText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The statements of a summary, with its JSON. */
record SummarySlashCommand(Office office) implements SlashCommand {
  private static final int USUAL_DAYS = 7;

  @Override
  public String name() {
    return "summary";
  }

  @Override
  public String doc() {
    return "What stands out, in sentences, with everything behind it as JSON. Default: 7 days.";
  }

  @Override
  public Rank rank() {
    return Rank.MODERATOR;
  }

  @Override
  public Visibility visibility() {
    return Visibility.MODERATORS_ONLY;
  }

  @Override
  public Days days() {
    return Days.RANGE;
  }

  @Override
  public Answer answer(Asked asked) {
    DayRange days = asked.range() == null
        ? new DayRange(office.today().minusDays(USUAL_DAYS), office.today())
        : RangeText.parse(asked.range(), office.today());
    SummaryDocument summary = new SummaryRun(office.home(), office.config())
        .make(
            office.runs(), RunTrigger.DISCORD, asked.asker().guildId(), days, Audience.MODERATORS);
    WordedSummary worded = new WordingRun(office.config(), office.database())
        .word(office.runs(), RunTrigger.DISCORD, summary, asked.asker().guildId(), days);
    List<String> notes = new ArrayList<>(worded.sentences());
    if (notes.isEmpty()) {
      notes.add("Nothing stands out.");
    }
    if (!worded.note().isEmpty()) {
      notes.add(worded.note());
    }
    return new Answer.Files(
        "Summary of " + days.from() + " to " + days.to(),
        List.of(new AnswerFile(
            "summary-" + days.from() + "-" + days.to() + ".json",
            summary.toJson().getBytes(StandardCharsets.UTF_8))),
        notes);
  }
}
