package dev.guildhouse.jobs.runs;

import static dev.guildhouse.schema.events.EventType.MESSAGE_DELETE;
import static dev.guildhouse.schema.events.EventType.POLL_VOTE_REMOVE;
import static dev.guildhouse.schema.events.EventType.REACTION_REMOVE;
import static dev.guildhouse.schema.events.EventType.REACTION_REMOVE_ALL;
import static dev.guildhouse.schema.events.EventType.REACTION_REMOVE_EMOJI;
import static dev.guildhouse.schema.events.EventType.THREAD_DELETE;

import dev.guildhouse.jobs.facts.FactJobs;
import dev.guildhouse.jobs.flow.TableJob;
import dev.guildhouse.jobs.ingest.Touched;
import dev.guildhouse.jobs.lake.LakeWriter;
import dev.guildhouse.jobs.lake.ledger.Origins;
import dev.guildhouse.jobs.lake.ledger.Slice;
import dev.guildhouse.jobs.marts.Restatements.Reason;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import dev.guildhouse.schema.tables.Facts;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why published numbers change, from what changed the facts that they are counted from: events that
 * came late, something that was deleted or taken back, or another rule.
 */
final class ChangeReasons {
  private static final Set<EventType> TAKEN_BACK = EnumSet.of(
      MESSAGE_DELETE,
      REACTION_REMOVE,
      REACTION_REMOVE_ALL,
      REACTION_REMOVE_EMOJI,
      THREAD_DELETE,
      POLL_VOTE_REMOVE);

  private static final Map<String, Set<String>> TABLES = Metrics.ALL.stream()
      .collect(Collectors.toUnmodifiableMap(Metric::name, ChangeReasons::tables));

  private final Map<Reason, Map<String, Map<Long, NavigableSet<LocalDate>>>> days =
      new EnumMap<>(Reason.class);

  ChangeReasons(Origins origins) {
    for (Reason reason : Reason.values()) {
      Map<String, Map<Long, NavigableSet<LocalDate>>> byTable = new HashMap<>();
      origins
          .arrivals()
          .getOrDefault(reason.text(), new TreeMap<>())
          .forEach((table, slice) -> byTable.put(table, daysByGuild(slice)));
      days.put(reason, byTable);
    }
  }

  private static Map<Long, NavigableSet<LocalDate>> daysByGuild(Slice slice) {
    Map<Long, NavigableSet<LocalDate>> byGuild = new HashMap<>();
    slice
        .guildsByDay()
        .forEach((day, guilds) -> guilds.forEach(
            guild -> byGuild.computeIfAbsent(guild, g -> new TreeSet<>()).add(day)));
    return byGuild;
  }

  /** Writes down what new events do to facts that were folded before. */
  static void note(LakeWriter writer, List<Touched> arrived) {
    for (Touched some : arrived) {
      Reason reason = TAKEN_BACK.contains(some.type()) ? Reason.DELETE : Reason.LATE;
      FactJobs.TYPES.forEach((job, types) -> {
        if (types.contains(some.type())) {
          note(writer, reason, job, some.days());
        }
      });
    }
  }

  /** Writes down that a table of facts is to change; what was never folded was never published. */
  static void note(LakeWriter writer, Reason reason, TableJob job, Slice slice) {
    LocalDate filled = writer.ledger().filledUntil().getOrDefault(job.name(), LocalDate.MIN);
    Slice published = slice.ofDays(day -> day.isBefore(filled));
    if (!published.isEmpty()) {
      writer.ledger(ledger -> ledger.changing(reason.text(), job.name(), published));
    }
  }

  /**
   * The reasons for which a number of a guild may have changed over a day, week or month, with commas
   * between; empty when nothing is known to have happened.
   */
  String of(long guild, DayRange period, String metric) {
    Set<Reason> within = EnumSet.noneOf(Reason.class);
    Set<Reason> elsewhere = EnumSet.noneOf(Reason.class);
    days.forEach((reason, byTable) -> TABLES.getOrDefault(metric, Set.of()).forEach(table -> {
      NavigableSet<LocalDate> some = byTable
          .getOrDefault(table, Map.of())
          .getOrDefault(guild, Collections.emptyNavigableSet());
      if (!some.isEmpty()) {
        boolean isWithin = !some.subSet(period.from(), period.to()).isEmpty();
        (isWithin ? within : elsewhere).add(reason);
      }
    }));
    // A reaction counts on its own day and not on its message's, and a stay goes on after midnight.
    return (within.isEmpty() ? elsewhere : within)
        .stream().map(Reason::text).collect(Collectors.joining(","));
  }

  /** The tables of facts that a number is counted from. */
  private static Set<String> tables(Metric metric) {
    if (metric instanceof Metric.Sum sum) {
      return Set.of(sum.placement().table());
    }
    if (metric instanceof Metric.Distinct distinct) {
      return Metrics.SUMS.stream()
          .filter(sum -> distinct.condition().contains(sum.isPositive()))
          .map(sum -> sum.placement().table())
          .collect(Collectors.toUnmodifiableSet());
    }
    if (metric instanceof Metric.DistinctIn distinct) {
      return Set.of(distinct.placement().table());
    }
    if (metric instanceof Metric.Peak) {
      return Set.of(Facts.VOICE_SESSIONS.name());
    }
    return metric instanceof Metric.Level
        ? Set.of(Facts.GUILD_SNAPSHOTS.name())
        // What share of a guild was watched depends on what channels were active.
        : Set.of(Facts.COLLECTOR_COVERAGE.name(), Facts.MESSAGES.name(), Facts.REACTIONS.name());
  }

  /** By metric, of a period in which the run changed a guild's numbers. */
  Map<String, String> of(long guild, DayRange period) {
    Map<String, String> reasons = new HashMap<>();
    TABLES.keySet().forEach(metric -> {
      String told = of(guild, period, metric);
      if (!told.isEmpty()) {
        reasons.put(metric, told);
      }
    });
    return reasons;
  }
}
