package dev.guildhouse.collector.imports;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param events raw events in all
 * @param messages messages, those of bots included and joins not
 * @param joins members who joined
 * @param edits messages that were edited
 * @param reactions totals and named reactions found
 * @param leftOut events that were not taken because of whose they are
 * @param firstAt earliest of what happened; null when nothing did
 * @param lastAt latest
 * @param guildIds guilds it belongs to
 */
public record ImportCounts(
    long events,
    long messages,
    long joins,
    long edits,
    long reactions,
    long leftOut,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    Set<Long> guildIds) {
  static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0, null, null, Set.of());

  public ImportCounts {
    guildIds = Set.copyOf(guildIds);
  }

  /** Both together. */
  public ImportCounts plus(ImportCounts other) {
    Set<Long> guilds = new TreeSet<>(guildIds);
    guilds.addAll(other.guildIds);
    return new ImportCounts(
        events + other.events,
        messages + other.messages,
        joins + other.joins,
        edits + other.edits,
        reactions + other.reactions,
        leftOut + other.leftOut,
        firstAt == null || (other.firstAt != null && other.firstAt.isBefore(firstAt))
            ? other.firstAt
            : firstAt,
        lastAt == null || (other.lastAt != null && other.lastAt.isAfter(lastAt))
            ? other.lastAt
            : lastAt,
        guilds);
  }
}
