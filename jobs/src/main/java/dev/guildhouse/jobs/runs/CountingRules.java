package dev.guildhouse.jobs.runs;

import dev.guildhouse.jobs.facts.FactJobs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.lake.ledger.Ledger;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.tables.Marts;
import dev.guildhouse.schema.tables.TableDef;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The settings of a guild by which events become facts, and the tables that each decides on. Whoever
 * changes one wants all days counted by it: else a week would be counted by two rules, and no recount
 * could say that it is right.
 */
final class CountingRules {
  /** Days before this are none of Discord's. */
  private static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 1);

  private record Rule(String name, Function<GuildSettings, String> value, List<TableDef> tables) {}

  private static final List<Rule> ALL = List.of(
      new Rule(
          "reaction_window_days",
          settings -> Integer.toString(settings.reactionWindowDays()),
          List.of(Facts.MESSAGES)),
      new Rule(
          "votes",
          settings ->
              sorted(settings.votes().up()) + " " + sorted(settings.votes().down()),
          List.of(Facts.REACTIONS)),
      new Rule(
          "emoji_weights",
          settings -> new TreeMap<>(settings.emojiWeights()).toString(),
          List.of(Facts.MESSAGES)),
      new Rule(
          "top_content",
          settings -> Integer.toString(settings.topContent()),
          List.of(Marts.TOP_CONTENT)),
      new Rule(
          "voice.minimum_session_seconds",
          settings -> Integer.toString(settings.voice().minimumSessionSeconds()),
          List.of(Facts.VOICE_SESSIONS)),
      new Rule(
          "support.help_channels",
          settings -> sorted(settings.support().helpChannels()),
          List.of(Facts.MESSAGES)),
      new Rule(
          "ignored_channels",
          settings -> sorted(settings.ignoredChannels()),
          FactJobs.TYPES.keySet().stream()
              .map(TableJob::output)
              .filter(IgnoredChannels::isConcerned)
              .toList()));

  private CountingRules() {}

  /** The rules of a guild, by name. */
  static NavigableMap<String, String> of(GuildSettings settings) {
    NavigableMap<String, String> values = new TreeMap<>();
    ALL.forEach(rule -> values.put(rule.name(), rule.value().apply(settings)));
    return values;
  }

  /** Whether another rule holds for any guild than when its facts were folded. */
  static boolean isAnyChanged(Config config, Ledger ledger) {
    return ledger.origins().rules().entrySet().stream()
        .anyMatch(known -> !of(config.guild(known.getKey())).equals(known.getValue()));
  }

  /**
   * What is to be folded anew because another rule holds than when it was folded; nothing of guilds
   * whose rules were never written down.
   *
   * @param held the days that hold events
   */
  static Map<TableJob, Slice> changed(Config config, Ledger ledger, NavigableSet<LocalDate> held) {
    Map<TableJob, Slice> changed = new LinkedHashMap<>();
    ledger.origins().rules().forEach((guild, known) -> {
      Map<String, String> now = of(config.guild(guild));
      for (Rule rule : ALL) {
        String before = known.get(rule.name());
        if (before != null && !before.equals(now.get(rule.name()))) {
          rule.tables().forEach(table -> {
            TableJob job = JobGraph.named(table.name());
            LocalDate filled = ledger.filledUntil().getOrDefault(job.name(), LocalDate.MIN);
            Slice slice = Slice.of(List.of(guild), held).ofDays(day -> day.isBefore(filled));
            changed.merge(job, slice, Slice::plus);
          });
        }
      }
    });
    return changed;
  }

  /** The days that were ever folded; empty before the first. */
  static List<DayRange> folded(Ledger ledger) {
    return ledger.filledUntil().values().stream()
        .max(LocalDate::compareTo)
        .filter(FIRST_DAY::isBefore)
        .map(until -> List.of(new DayRange(FIRST_DAY, until)))
        .orElse(List.of());
  }

  private static String sorted(Collection<?> values) {
    List<String> texts =
        new ArrayList<>(new TreeSet<>(values.stream().map(Object::toString).toList()));
    return texts.toString();
  }
}
