package dev.guildhouse.schedules.cli;

import dev.guildhouse.jobs.queries.Queries;
import dev.guildhouse.jobs.queries.Query;
import dev.guildhouse.schedules.commands.Action;
import dev.guildhouse.schedules.commands.actions.DraftActions;
import dev.guildhouse.schedules.commands.actions.ReportActions;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Makes a command of every declared question and action, inside its group where there is one. */
final class QueryCommands {
  /** What the commands of a group are about. */
  private static final Map<String, String> GROUPS = Map.ofEntries(
      Map.entry("engagement", "Who writes where, and how much is answered."),
      Map.entry("moderation", "What is flagged, and how fast moderators answer."),
      Map.entry("support", "Who asks for help, who gives it, and how long it takes."),
      Map.entry("restatements", "Published numbers that changed."),
      Map.entry(
          "serverstats", "A whole guild: snapshots, members, activity, channels, trends, health."),
      Map.entry("activity", "One member or channel, and comparisons."),
      Map.entry("analyze", "One member, one channel, or several beside each other."),
      Map.entry("organization", "The guilds of one organization."),
      Map.entry("annotations", "Announcements and events, and what they did."),
      Map.entry("drafts", "Posts that wait for a moderator."),
      Map.entry("anomalies", "What was unlike the weeks before."),
      Map.entry("segments", "Where members stand, and where they move."),
      Map.entry("rewards", "What rewards were paid for."),
      Map.entry("retention", "Who stays, comes back and falls silent."));

  private QueryCommands() {}

  static void addTo(CommandLine root) {
    for (Query query : Queries.ALL) {
      add(root, query.name(), new QueryCommand(query)::spec);
    }
    for (Action action : ReportActions.ALL) {
      // Which reports there are is told without a guild, too.
      if (!action.equals(ReportActions.LIST)) {
        add(root, action.name(), new ActionTask(action)::spec);
      }
    }
    DraftActions.ALL.forEach(action -> add(root, action.name(), new ActionTask(action)::spec));
  }

  private static void add(CommandLine root, String name, Function<String, CommandSpec> spec) {
    String[] words = name.split(" ", -1);
    CommandLine parent = root;
    for (int i = 0; i < words.length - 1; i++) {
      parent = group(parent, words[i]);
    }
    String word = words[words.length - 1];
    parent.addSubcommand(word, new CommandLine(spec.apply(word)));
  }

  private static CommandLine group(CommandLine parent, String name) {
    CommandLine known = parent.getSubcommands().get(name);
    if (known != null) {
      return known;
    }
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(GROUPS.getOrDefault(name, "Questions about " + name + "."));
    CommandLine added = new CommandLine(spec);
    parent.addSubcommand(name, added);
    return added;
  }
}
