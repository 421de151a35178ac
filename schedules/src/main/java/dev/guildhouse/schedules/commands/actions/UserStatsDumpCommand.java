package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.AnswerFile;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.commands.TemporaryFile;
import dev.guildhouse.schedules.operations.runs.RunTrigger;
import dev.guildhouse.schedules.reports.UserStatsRun;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import dev.guildhouse.schema.time.RangeText;
import java.nio.file.Path;
import java.util.List;

/** The hourly counts of every member under a pseudonym, as a file. */
record UserStatsDumpCommand(Office office) implements SlashCommand {
  @Override
  public String name() {
    return "userstats dump";
  }

  @Override
  public String doc() {
    return "Hourly counts of members under pseudonyms, as CSV. Default: the last whole month.";
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
        ? Period.MONTH.holding(office.today()).previous()
        : RangeText.parse(asked.range(), office.today());
    long guild = asked.asker().guildId();
    String name = "userstats-" + days.from() + "-" + days.to() + ".csv.gz";
    try (TemporaryFile file = TemporaryFile.in(office.home(), ".csv.gz")) {
      Path path = file.path();
      long rows = new UserStatsRun(office.home(), office.config())
          .write(office.runs(), RunTrigger.DISCORD, guild, days, path)
          .rows();
      return new Answer.Files(
          "User statistics " + days.from() + " to " + days.to(),
          List.of(new AnswerFile(name, file.bytes())),
          List.of(
              rows + " rows; " + days.to() + " is not part of them.",
              "People stand under pseudonyms that change every month."));
    }
  }
}
