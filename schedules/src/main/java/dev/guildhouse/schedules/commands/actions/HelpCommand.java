package dev.guildhouse.schedules.commands.actions;

import dev.guildhouse.schedules.commands.Answer;
import dev.guildhouse.schedules.commands.Asked;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import java.util.ArrayList;
import java.util.List;

/** What can be asked, by whoever asks it. */
record HelpCommand(List<SlashCommand> commands) implements SlashCommand {
  @Override
  public String name() {
    return "help";
  }

  @Override
  public String doc() {
    return "What you can ask Guildhouse here.";
  }

  @Override
  public Rank rank() {
    return Rank.MEMBER;
  }

  @Override
  public Visibility visibility() {
    return Visibility.PERSONAL;
  }

  @Override
  public Answer answer(Asked asked) {
    List<Section> sections = new ArrayList<>();
    for (Rank rank : Rank.values()) {
      List<List<String>> rows = commands.stream()
          .filter(command -> command.rank() == rank && asked.asker().rank().reaches(rank))
          .map(command -> List.of("/" + command.name()))
          .toList();
      if (!rows.isEmpty()) {
        sections.add(new Section("For " + rank.people(), new Table(List.of("Command"), rows)));
      }
    }
    return new Answer.Told(
        "Guildhouse",
        List.of(),
        sections,
        List.of(
            "Days are UTC. range takes words: yesterday, last 30 days, 2026-W10, A to B.",
            "A gap is never shown as zero: beside the numbers stands how much was watched.",
            "What is kept of you, and how to have it deleted: /privacy what-you-keep"));
  }
}
