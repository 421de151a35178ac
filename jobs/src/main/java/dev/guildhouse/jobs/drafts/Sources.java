package dev.guildhouse.jobs.drafts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import dev.guildhouse.jobs.reports.content.ReportRequest;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;

/**
 * The channels that a draft may be drawn from: what moderators write among themselves is nobody's
 * business, whatever is configured.
 *
 * @param moderators Discord ids of their channels
 * @param named those that the guild named; none for all others
 */
public record Sources(Set<Long> moderators, List<Long> named) {
  public Sources {
    moderators = Set.copyOf(moderators);
    named = List.copyOf(named);
  }

  /** Those of a kind of draft. */
  public static Sources of(DraftKind kind, ReportRequest request) {
    return new Sources(
        Set.copyOf(request.settings().moderators().channels()),
        kind.settings(request).sources());
  }

  public boolean isForModerators(long channel) {
    return moderators.contains(channel);
  }

  /** Whether the guild named it, or none. */
  public boolean isNamed(long channel) {
    return named.isEmpty() || named.contains(channel);
  }

  public boolean hold(long channel) {
    return !isForModerators(channel) && isNamed(channel);
  }

  /** The same as a condition on a column of channels. */
  public Column hold(String column) {
    Column isOpen = not(col(column).isin(moderators.toArray()));
    return named.isEmpty() ? isOpen : isOpen.and(col(column).isin(named.toArray()));
  }
}
