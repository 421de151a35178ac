package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** Whether one member is the same member over some days. */
public final class MemberLinks {
  private MemberLinks() {}

  /** Why nobody can be followed over these days; empty when everybody can. */
  public static Optional<String> broken(ReportRequest request, TableReader tables, DayRange days) {
    LocalDate last = days.to().minusDays(1);
    if (YearMonth.from(days.from()).equals(YearMonth.from(last))) {
      return Optional.empty();
    }
    if (!request.canCountMembersOver(days)) {
      return Optional.of("NOT_AVAILABLE: members get new keys every month in anonymous mode, so"
          + " nobody can be counted once over days of two months.");
    }
    LocalDate open = tables.sealed().openFrom(request.guildId());
    return open.isAfter(days.from())
        ? Optional.of("NOT_AVAILABLE: the months before " + open + " are sealed, so nobody of them"
            + " can be found again in another month.")
        : Optional.empty();
  }

  /** Why the messages of these days are not there any more; empty when they are. */
  public static Optional<String> sealed(ReportRequest request, TableReader tables, DayRange days) {
    LocalDate open = tables.sealed().openFrom(request.guildId());
    return open.isAfter(days.from())
        ? Optional.of("NOT_AVAILABLE: the months before " + open + " are sealed, and what was"
            + " answered by whom was destroyed with their keys.")
        : Optional.empty();
  }
}
