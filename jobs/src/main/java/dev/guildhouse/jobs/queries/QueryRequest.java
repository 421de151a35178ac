package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.config.GuildSettings;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;

/**
 * A question as it is asked.
 *
 * @param report guild, days and audience
 * @param arguments its options
 * @param today the UTC day on which it is asked
 * @param members finds the key of a Discord user
 */
public record QueryRequest(
    ReportRequest report, QueryArguments arguments, LocalDate today, MemberFinder members) {

  /** Finds people without ever writing an id down. */
  @FunctionalInterface
  public interface MemberFinder {
    /**
     * The key of a user in the guild.
     *
     * @param month decides the key in anonymous mode
     * @throws dev.guildhouse.schema.WarehouseException with code WAITING when that month is sealed
     */
    long key(long userId, YearMonth month);
  }

  /** A question that names no member, as a report asks it on the day after its days. */
  public static QueryRequest of(Query query, ReportRequest report, Map<String, String> options) {
    return new QueryRequest(
        report, QueryArguments.of(query, options), report.period().to(), (user, month) -> {
          throw new IllegalStateException(query.name() + " is asked about a member here");
        });
  }

  /** The same about other days, asked on the same day. */
  public QueryRequest over(DayRange days) {
    return new QueryRequest(report.over(days), arguments, today, members);
  }

  public long guildId() {
    return report.guildId();
  }

  /** What holds for the guild. */
  public GuildSettings settings() {
    return report.settings();
  }

  public DayRange period() {
    return report.period();
  }

  /** The key of the member that an option names, under the month in which the period starts. */
  public Optional<Long> member(String option) {
    return arguments
        .id(option)
        .map(user -> members.key(user, YearMonth.from(period().from())));
  }
}
