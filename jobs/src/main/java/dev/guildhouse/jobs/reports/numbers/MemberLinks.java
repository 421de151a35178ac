package dev.guildhouse.jobs.reports.numbers;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.schema.time.DayRange;
import java.time.LocalDate;
import java.util.Optional;

/** Whether one member is the same member over some days. */
public final class MemberLinks {
  private MemberLinks() {}

  /** Why nobody can be followed over these days; empty when everybody can. */
  public static Optional<String> broken(ReportRequest request, TableReader tables, DayRange days) {
    return request
        .whyNoUniques(tables.sealed(), days)
        .map(why -> "NOT_AVAILABLE: " + why + ", so nobody can be counted once over these days.");
  }

  /** Why single messages and who wrote them cannot be told over these days; empty when they can. */
  public static Optional<String> unknown(ReportRequest request, TableReader tables, DayRange days) {
    return broken(request, tables, days).or(() -> sealed(request, tables, days));
  }

  /** Why the messages of these days are not there any more; empty when they are. */
  public static Optional<String> sealed(ReportRequest request, TableReader tables, DayRange days) {
    LocalDate open = tables.sealed().openFrom(request.guildId());
    return open.isAfter(days.from())
        ? Optional.of("NOT_AVAILABLE: the months before " + open + " are sealed, and their single"
            + " messages, threads and stays in voice are gone.")
        : Optional.empty();
  }
}
