package dev.guildhouse.schedules.commands.desk;

import dev.guildhouse.jobs.queries.QueryOption;
import dev.guildhouse.jobs.queries.QueryOption.Kind;
import dev.guildhouse.schedules.commands.Rank;
import dev.guildhouse.schedules.commands.SlashCommand;
import dev.guildhouse.schedules.commands.SlashCommand.Days;
import dev.guildhouse.schedules.embeds.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.Command.Choice;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandGroupData;

/** Commands in the shape in which Discord takes them: words become groups. */
final class CommandTree {
  /** Discord's limit for descriptions. */
  private static final int DESCRIPTION = 100;

  private static final int CHOICES = 25;

  /** The option of every command that is about days. */
  static final String RANGE = "range";

  private CommandTree() {}

  static List<CommandData> of(List<SlashCommand> commands) {
    Map<String, List<SlashCommand>> byFirstWord = new LinkedHashMap<>();
    commands.forEach(command -> byFirstWord
        .computeIfAbsent(words(command)[0], word -> new ArrayList<>())
        .add(command));
    List<CommandData> tree = new ArrayList<>();
    byFirstWord.forEach((word, group) -> tree.add(top(word, group)));
    return tree;
  }

  private static CommandData top(String word, List<SlashCommand> group) {
    boolean isAlone = group.size() == 1 && words(group.get(0)).length == 1;
    SlashCommandData top = Commands.slash(
            word, isAlone ? described(group.get(0).doc()) : "Guildhouse: " + word)
        .setContexts(InteractionContextType.GUILD);
    boolean isForEverybody = group.stream().anyMatch(command -> command.rank() == Rank.MEMBER);
    if (!isForEverybody) {
      // Where roles of moderators are to see it, an admin grants it to them in Discord.
      top.setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER));
    }
    if (isAlone) {
      return top.addOptions(options(group.get(0)));
    }
    Map<String, SubcommandGroupData> middle = new LinkedHashMap<>();
    for (SlashCommand command : group) {
      String[] words = words(command);
      SubcommandData last = new SubcommandData(words[words.length - 1], described(command.doc()))
          .addOptions(options(command));
      if (words.length == 2) {
        top.addSubcommands(last);
      } else {
        middle
            .computeIfAbsent(
                words[1], name -> new SubcommandGroupData(name, "Guildhouse: " + word + " " + name))
            .addSubcommands(last);
      }
    }
    return top.addSubcommandGroups(middle.values());
  }

  private static String[] words(SlashCommand command) {
    return command.name().split(" ", -1);
  }

  private static List<OptionData> options(SlashCommand command) {
    List<OptionData> options = new ArrayList<>();
    for (QueryOption option : command.options()) {
      options.add(option(option));
    }
    if (command.days() == Days.RANGE) {
      options.add(new OptionData(
              OptionType.STRING,
              RANGE,
              "UTC days: last 30 days, yesterday, 2026-W10, A to B",
              false)
          .setMaxLength(DESCRIPTION)
          .setAutoComplete(true));
    }
    return options;
  }

  private static OptionData option(QueryOption option) {
    OptionType type = switch (option.kind()) {
      case MEMBER -> OptionType.USER;
      case NUMBER -> OptionType.INTEGER;
      case CHANNEL, CHOICE, TEXT -> OptionType.STRING;
    };
    OptionData data = new OptionData(type, option.name(), described(option.doc()), false);
    if (option.kind() == Kind.NUMBER) {
      data.setMinValue(1);
    } else if (option.kind() == Kind.CHOICE && option.choices().size() <= CHOICES) {
      option.choices().forEach(choice -> data.addChoices(new Choice(choice, choice)));
    } else if (type == OptionType.STRING) {
      data.setAutoComplete(true);
    }
    return data;
  }

  private static String described(String doc) {
    return PlainText.cut(doc, DESCRIPTION);
  }
}
