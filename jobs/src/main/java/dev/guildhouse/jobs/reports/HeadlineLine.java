package dev.guildhouse.jobs.reports;

import dev.guildhouse.jobs.reports.content.Figure;
import dev.guildhouse.jobs.reports.content.ReportContent.Definition;
import dev.guildhouse.jobs.reports.numbers.Headline;
import dev.guildhouse.schema.metrics.Metric;
import dev.guildhouse.schema.metrics.Metrics;
import java.util.List;
import java.util.Set;

/**
 * A headline number of the community.
 *
 * @param label what it counts, with its unit
 * @param metric as it is declared
 * @param families what must be watched for it to be known
 */
public record HeadlineLine(String label, Metric metric, Set<String> families) {
  /** What must be watched for {@code active_any} to be known. */
  static final Set<String> FAMILIES_OF_ACTIVITY = Set.of("messages", "reactions", "voice");

  /** The headline numbers, the most important first. */
  public static final List<HeadlineLine> COMMUNITY = List.of(
      new HeadlineLine("Messages", Metrics.MESSAGES, Set.of("messages")),
      new HeadlineLine("Replies", Metrics.REPLIES, Set.of("messages")),
      new HeadlineLine("Authors", Metrics.UNIQUE_AUTHORS, Set.of("messages")),
      new HeadlineLine("Active members", Metrics.ACTIVE_MEMBERS, FAMILIES_OF_ACTIVITY),
      new HeadlineLine("Reactions", Metrics.REACTIONS_GIVEN, Set.of("reactions")),
      new HeadlineLine("Voice hours", Metrics.VOICE_SECONDS, Set.of("voice")),
      new HeadlineLine("Voice members", Metrics.UNIQUE_VOICE_MEMBERS, Set.of("voice")),
      new HeadlineLine("Joins", Metrics.JOINS, Set.of("members")),
      new HeadlineLine("Leaves", Metrics.LEAVES, Set.of("members")),
      new HeadlineLine("Members at the end", Metrics.MEMBERS_TOTAL, Set.of()),
      new HeadlineLine("Bot messages", Metrics.BOT_MESSAGES, Set.of("messages")));

  /** The number beside the one it is compared with. */
  public Figure figure(Headline headline) {
    if (metric instanceof Metric.Sum sum) {
      return headline.sum(label, sum, families);
    }
    if (metric instanceof Metric.Distinct distinct) {
      return headline.unique(label, distinct, families);
    }
    return headline.level(label, (Metric.Level) metric);
  }

  /** What it means, in the words of its declaration. */
  public Definition definition() {
    return new Definition(label, metric.doc());
  }

  /** Whether it is a state at the end, and not something that happened. */
  public boolean isLevel() {
    return metric instanceof Metric.Level;
  }

  /** States of the guild are not public, because their changes are single comings and goings. */
  boolean isPublic() {
    return !isLevel();
  }
}
