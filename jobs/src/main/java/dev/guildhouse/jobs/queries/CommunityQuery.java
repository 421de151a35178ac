package dev.guildhouse.jobs.queries;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.WeeklyCommunityReport;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Period;
import java.time.LocalDate;

/** What the weekly community report says, without writing or queuing one. */
final class CommunityQuery implements Query {
  @Override
  public String name() {
    return "community";
  }

  @Override
  public String doc() {
    return "How a community did: headline numbers with growth, days, channels, members, content.";
  }

  @Override
  public DayRange usualRange(LocalDate today) {
    return Period.WEEK.holding(today).previous();
  }

  @Override
  public ReportContent answer(QueryRequest request, TableReader tables) {
    return new WeeklyCommunityReport().build(request.report(), tables);
  }
}
