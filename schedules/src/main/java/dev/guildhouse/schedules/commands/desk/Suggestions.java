package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.jobs.catalog.Reports;
import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryOption.Kind;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.ReportPeriod;
import dev.guildhouse.schedules.commands.Office;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.embeds.PlainText;
import dev.guildhouse.schedules.reports.ExportForm;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.kpis.KpiMetric;
import dev.guildhouse.schema.time.RangeText;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;

/** What Discord offers while somebody types. Of channels only those that they can see. */
final class Suggestions {
  private static final int MOST = 25;
  private static final int LENGTH = 100;

  private static final List<String> RANGES = List.of(
      "yesterday",
      "last 7 days",
      "last 30 days",
      "last 90 days",
      "this week",
      "last week",
      "this month",
      "last month",
      "last quarter");

  private Suggestions() {}

  static List<Choice> of(
      SlashCommand command, String option, String typed, Member member, Office office) {
    if (option.equals(CommandTree.RANGE)) {
      return ranges(typed, office.today());
    }
    return command.options().stream()
        .filter(declared -> declared.name().equals(option))
        .findFirst()
        .map(declared -> ofOption(command, declared, typed, member, office))
        .orElse(List.of());
  }

  private static List<Choice> ofOption(
      SlashCommand command, QueryOption option, String typed, Member member, Office office) {
    if (option.kind() == Kind.CHANNEL) {
      return member.getGuild().getChannels().stream()
          .filter(channel -> member.hasPermission(channel, Permission.VIEW_CHANNEL))
          .filter(channel -> isLike("#" + channel.getName(), typed))
          .limit(MOST)
          .map(channel ->
              new Choice(PlainText.cut("#" + channel.getName(), LENGTH), channel.getId()))
          .toList();
    }
    Stream<String> words = switch (option.name()) {
      case "metric" ->
        option.choices().isEmpty()
            ? Arrays.stream(KpiMetric.values()).map(KpiMetric::text)
            : option.choices().stream();
      case "type" ->
        option.choices().isEmpty() ? types(command, office) : option.choices().stream();
      default -> option.choices().stream();
    };
    return words
        .filter(word -> isLike(word, typed))
        .limit(MOST)
        .map(word -> new Choice(word, word))
        .toList();
  }

  private static Stream<String> types(SlashCommand command, Office office) {
    return command.name().equals("export") ? ExportForm.names().stream() : reports(office);
  }

  /** Those of the home; those that come along while the home's own cannot be understood. */
  private static Stream<String> reports(Office office) {
    Reports reports;
    try {
      reports = Reports.of(office.home());
    } catch (WarehouseException unclear) {
      reports = Reports.comingAlong();
    }
    return reports.all().stream().map(Report::name);
  }

  private static List<Choice> ranges(String typed, LocalDate today) {
    List<Choice> choices = new ArrayList<>();
    if (!typed.isBlank()) {
      addRange(choices, typed, today);
    }
    for (String range : RANGES) {
      if (!range.equalsIgnoreCase(typed.strip()) && isLike(range, typed)) {
        addRange(choices, range, today);
      }
    }
    return choices;
  }

  /** A range with what is understood by it; nothing if it has no meaning (yet). */
  private static void addRange(List<Choice> choices, String range, LocalDate today) {
    try {
      String days = new ReportPeriod(RangeText.parse(range, today)).text();
      choices.add(new Choice(PlainText.cut(range.strip() + " → " + days, LENGTH), range));
    } catch (WarehouseException unclear) {
      // Not a range yet; whoever sends it as it is will be told why.
    }
  }

  private static boolean isLike(String word, String typed) {
    return word.toLowerCase(Locale.ROOT).contains(typed.strip().toLowerCase(Locale.ROOT));
  }
}
